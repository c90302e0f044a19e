import Hummingbird
import OpenSSL
import Simulation
import WebFront

extension SigningService {
    /// `/csc/v1/*`: each method is that of v2, translated both ways.
    func addVersion1Routes(to router: Router<FrontRequestContext>) {
        let csc = router.group("csc/v1")
        csc.post("info") { request, _ in
            let parameters = try Parameters(try await JSONBody.object(of: request), known: ["lang"])
            return Response(json: information.version1(lang: try parameters.optionalString("lang")))
        }
        for (name, body) in methods where Version1.methods[name] != nil {
            csc.post("\(name)") { request, context in
                var object: [String: JSONValue] = [:]
                do {
                    let caller = try await caller(of: request, context, method: name)
                    object = try await JSONBody.object(of: request)
                    return try await version1(name, body, object, caller).response
                } catch let error as CSCError {
                    throw Version1.error(error, expiredCertificate: await subject(of: object["credentialID"]?.string))
                }
            }
        }
        csc.post("credentials/sendOTP") { request, context -> Response in
            do {
                let caller = try await caller(of: request, context, method: "credentials/sendOTP")
                let parameters = try Parameters(try await JSONBody.object(of: request), known: ["credentialID"])
                let facts = try own(try parameters.string("credentialID"), caller)
                // [D] The only credentials with a one-time password are those of `credential.require-pin`.
                guard facts.secrets.contains(.oneTimePassword) else { throw CSCError.invalidCredentialID }
                return try sentOneTimePassword(facts).response
            } catch let error as CSCError where error == .malformedAuthorizationHeader {
                throw CSCError.malformedAuthorizationHeaderOfSendOTP
            }
        }
        for name in ["auth/login", "signatures/timestamp"] {
            csc.post("\(name)") { _, _ -> Response in throw CSCError.notImplemented }
        }
    }

    private func version1(
        _ name: String,
        _ body: Method,
        _ object: [String: JSONValue],
        _ caller: Caller
    ) async throws -> CSCAnswer {
        var request = try Version1.request(object, of: name)
        switch name {
        case "credentials/list":
            let page = try Version1Page(object)
            request["maxResults"] = nil
            request["pageToken"] = nil
            let answer = try await perform(body, request, caller)
            return .ok(try page.answer(answer.json?["credentialIDs"]?.array ?? []))
        case "credentials/info":
            let showsGroups = request["authInfo"]?.bool ?? false
            _ = try Parameters(request, known: Version1.methods[name] ?? []).flag("authInfo")
            request["authInfo"] = true
            let answer = try await perform(body, request, caller)
            return .ok(Version1.information(answer.json ?? [:], showsGroups: showsGroups))
        default:
            return try await perform(body, request, caller)
        }
    }

    /// `O=[organization],CN=[common_name]` of a credential's certificate.
    private func subject(of credentialID: String?) async -> String {
        guard let credentialID, let leaf = try? await credentials.chain(credentialID).first else { return "" }
        let parts = leaf.subject.description.split(separator: ",").map { $0.drop { $0 == " " } }
        let shown = ["O=", "CN="].compactMap { prefix in parts.first { $0.hasPrefix(prefix) } }
        return shown.joined(separator: ",")
    }
}
