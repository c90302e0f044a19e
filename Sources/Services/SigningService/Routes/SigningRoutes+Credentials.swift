import Simulation
import WebFront

extension SigningService {
    func revoke(_ object: [String: JSONValue], _ caller: Caller) async throws -> CSCAnswer {
        let parameters = try Parameters(object, known: ["token", "token_type_hint"])
        let token = try parameters.string("token")
        let hint: String?
        do { hint = try parameters.optionalString("token_type_hint") } catch { throw CSCError.invalidTokenTypeHint }
        do {
            try await revokeToken(token, hint, caller)
        } catch RevocationFailure.unknownHint {
            throw CSCError.invalidTokenTypeHint
        } catch is RevocationFailure {
            throw CSCError.unknownToken
        }
        return .nothing
    }

    func list(_ object: [String: JSONValue], _ caller: Caller) async throws -> CSCAnswer {
        let known = CredentialOptions.members.union(["userID", "credentialInfo", "onlyValid"])
        let parameters = try Parameters(object, known: known)
        let practitioner = try user(parameters, caller)
        let options = try CredentialOptions(parameters)
        let onlyValid = try parameters.flag("onlyValid")
        let listed = simulation.credentials(of: practitioner).filter { !onlyValid || $0.status == .valid }
        var members: [String: JSONValue] = ["credentialIDs": .array(listed.map { .string($0.id) })]
        if try parameters.flag("credentialInfo") {
            var infos: [JSONValue] = []
            for facts in listed {
                var info = try await view(facts, caller).json(options)
                info["credentialID"] = .string(facts.id)
                infos.append(.object(info))
            }
            members["credentialInfos"] = .array(infos)
        }
        if onlyValid { members["onlyValid"] = true }
        return .ok(members)
    }

    /// Whose credentials are wanted: the token's person, or the one that a client alone names.
    private func user(_ parameters: Parameters, _ caller: Caller) throws(CSCError) -> String {
        if let practitioner = caller.grant.practitionerID {
            guard !parameters.isPresent("userID") else { throw .userIDMustBeNull }
            return practitioner
        }
        guard let user = try parameters.optionalString("userID"),
            FacilityAccess.isAllowed(caller.facilityCertificate, user, in: simulation)
        else { throw .invalidUserID }
        return user
    }

    func info(_ object: [String: JSONValue], _ caller: Caller) async throws -> CSCAnswer {
        let parameters = try Parameters(object, known: CredentialOptions.members.union(["credentialID"]))
        let facts = try own(try parameters.string("credentialID"), caller)
        return .ok(try await view(facts, caller).json(CredentialOptions(parameters)))
    }
}
