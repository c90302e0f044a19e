import HTTPTypes
package import Hummingbird
import OpenSSL
import Simulation
package import WebFront

extension SigningService {
    /// `/csc/v2/*` on the signing listener. Every method is a POST with a JSON object, answered in JSON.
    package func addRoutes(to router: Router<FrontRequestContext>) {
        let csc = router.group("csc/v2")
        csc.post("info") { request, _ in
            let parameters = try Parameters(try await JSONBody.object(of: request), known: ["lang"])
            _ = try parameters.optionalString("lang")
            return Response(json: information.json)
        }
        csc.post("credentials/list", use: method(list))
        csc.post("credentials/info", use: method(info))
        csc.post("credentials/authorize", use: method(authorize))
        csc.post("signatures/signHash", use: method(signHash))
    }

    private typealias Method = @Sendable ([String: JSONValue], Caller) async throws -> JSONValue

    /// Facility, practitioner, then JSON: the checking order of csc-api.md, section 7.
    private func method(
        _ body: @escaping Method
    ) -> @Sendable (Request, FrontRequestContext) async throws -> Response {
        { request, context in
            let caller = try await caller(of: request, context)
            return Response(json: try await body(try await JSONBody.object(of: request), caller))
        }
    }

    private func caller(of request: Request, _ context: FrontRequestContext) async throws -> Caller {
        let certificate = context.clientCertificateFingerprint
        let token = try BearerHeader.token(request.headers[.authorization])
        let grant: AccessGrant
        switch await authenticate(token, certificate) {
        case .success(let granted): grant = granted
        case .failure(let failure): throw CSCError(failure)
        }
        guard grant.scopes.contains("service"), let practitioner = grant.practitionerID else {
            throw CSCError.invalidScope
        }
        let facility = Hex.encode(certificate ?? [])
        try FacilityAccess.check(certificate: facility, practitioner: practitioner, in: simulation)
        return Caller(
            grant: grant,
            practitionerID: practitioner,
            facilityCertificate: facility,
            cause: .request("POST \(request.uri.path)"),
            trace: context.traceID
        )
    }

    // MARK: - Methods

    private func list(_ object: [String: JSONValue], _ caller: Caller) async throws -> JSONValue {
        let known = CredentialOptions.members.union(["userID", "credentialInfo", "onlyValid"])
        let parameters = try Parameters(object, known: known)
        // The token speaks for one practitioner, so nobody else's credentials can be asked for.
        guard !parameters.isPresent("userID") else { throw CSCError.userIDMustBeNull }
        let options = try CredentialOptions(parameters)
        let onlyValid = try parameters.flag("onlyValid")
        let listed = simulation.credentials(of: caller.practitionerID).filter {
            !onlyValid || $0.status == .valid
        }
        var members: [String: JSONValue] = ["credentialIDs": .array(listed.map { .string($0.id) })]
        if try parameters.flag("credentialInfo") {
            var infos: [JSONValue] = []
            for facts in listed {
                var info = try await view(facts).json(options)
                info["credentialID"] = .string(facts.id)
                infos.append(.object(info))
            }
            members["credentialInfos"] = .array(infos)
        }
        if onlyValid { members["onlyValid"] = true }
        return .object(members)
    }

    private func info(_ object: [String: JSONValue], _ caller: Caller) async throws -> JSONValue {
        let parameters = try Parameters(object, known: CredentialOptions.members.union(["credentialID"]))
        let facts = try own(try parameters.string("credentialID"), caller)
        return .object(try await view(facts).json(CredentialOptions(parameters)))
    }

    private func authorize(_ object: [String: JSONValue], _ caller: Caller) async throws -> JSONValue {
        let request = try AuthorizeRequest(object) { id throws(CSCError) in try own(id, caller) }
        return try await authorize(request, by: caller)
    }

    private func signHash(_ object: [String: JSONValue], _ caller: Caller) async throws -> JSONValue {
        let request = try SignHashRequest(object)
        _ = try own(request.credentialID, caller)
        return try await sign(request, by: caller)
    }

    private func own(_ credentialID: String, _ caller: Caller) throws(CSCError) -> CredentialFacts {
        // Another practitioner's credential is as unknown as none at all.
        guard
            let facts = simulation.credentials(of: caller.practitionerID).first(where: { $0.id == credentialID })
        else { throw .invalidCredentialID }
        return facts
    }

    private func view(_ facts: CredentialFacts) async throws -> CredentialView {
        CredentialView(facts: facts, chain: try await credentials.chain(facts.id))
    }
}
