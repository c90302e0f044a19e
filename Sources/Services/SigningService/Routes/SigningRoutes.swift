import HTTPTypes
package import Hummingbird
import OpenSSL
import Simulation
package import WebFront

extension SigningService {
    typealias Method = @Sendable ([String: JSONValue], Caller) async throws -> CSCAnswer

    /// `/csc/v2/*` and `/csc/v1/*` on the signing listener. Every method is a POST with a JSON object, answered in JSON.
    package func addRoutes(to router: Router<FrontRequestContext>) {
        let csc = router.group("csc/v2")
        csc.post("info") { request, context in
            let parameters = try Parameters(try await JSONBody.object(of: request), known: ["lang"])
            let notices = context.clientCertificateFingerprint.map { self.notices(Hex.encode($0)) } ?? []
            return Response(json: information.json(lang: try parameters.optionalString("lang"), notices: notices))
        }
        for (name, body) in methods {
            csc.post("\(name)") { request, context in
                do {
                    let caller = try await caller(of: request, context, method: name)
                    let object = try await JSONBody.object(of: request)
                    return try await perform(body, object, caller).response
                } catch let error as CSCError {
                    throw error.inVersion2
                }
            }
        }
        // [D] `auth/login` "should not be used" where there is OAuth 2.
        csc.post("auth/login") { _, _ -> Response in throw CSCError.notImplemented }
        addVersion1Routes(to: router)
    }

    var methods: [(name: String, body: Method)] {
        [
            ("auth/revoke", revoke), ("credentials/list", list), ("credentials/info", info),
            ("credentials/authorize", authorize), ("credentials/authorizeCheck", authorizeCheck),
            ("credentials/getChallenge", getChallenge), ("credentials/extendTransaction", extendTransaction),
            ("signatures/signHash", signHash), ("signatures/signDoc", signDoc), ("signatures/signPolling", signPolling),
            ("signatures/timestamp", timestamp),
        ]
    }

    /// Notes the habits that the request shows, then does it.
    func perform(_ body: Method, _ object: [String: JSONValue], _ caller: Caller) async throws -> CSCAnswer {
        let (object, habits) = Habits.normalise(object)
        for habit in caller.habits + habits { await note(habit, caller) }
        return try await body(object, caller)
    }

    func note(_ habit: LintRule, _ caller: Caller) async {
        await lints.note(habit, subject: caller.grant.clientID, cause: caller.cause, trace: caller.trace)
    }

    /// Facility and practitioner, before any JSON: the checking order of csc-api.md, section 7.
    func caller(of request: Request, _ context: FrontRequestContext, method: String) async throws -> Caller {
        let certificate = context.clientCertificateFingerprint
        let token = try BearerHeader.token(request.headers[.authorization])
        let grant: AccessGrant
        switch await authenticate(token, certificate) {
        case .success(let granted): grant = granted
        case .failure(let failure): throw CSCError(failure)
        }
        // What a token of scope `credential` covers (CSC API v2, section 8.4).
        let coversMethod = ["credentials/info", "signatures/signHash", "signatures/signDoc"].contains(method)
        guard grant.credential != nil ? coversMethod : grant.scopes.contains("service") else {
            throw CSCError.invalidScope
        }
        let caller = Caller(
            grant: grant,
            tokenDigest: grant.tokenDigest,
            certificate: certificate,
            cause: .request("POST \(request.uri.path)"),
            trace: context.traceID,
            habits: Habits.ofHead(contentType: request.headers[.contentType], isBound: grant.isBound)
        )
        try FacilityAccess.check(
            certificate: caller.facilityCertificate,
            practitioner: grant.practitionerID,
            in: simulation
        )
        return caller
    }

    func own(_ credentialID: String, _ caller: Caller) throws(CSCError) -> CredentialFacts {
        // A credential that the token cannot reach is as unknown as none at all.
        guard let facts = simulation.credential(credentialID),
            caller.grant.practitionerID.map({ $0 == facts.practitionerID })
                ?? FacilityAccess.isAllowed(caller.facilityCertificate, facts.practitionerID, in: simulation),
            caller.grant.credential.map({ $0.credentialID == credentialID }) ?? true
        else { throw .invalidCredentialID }
        return facts
    }

    func view(_ facts: CredentialFacts, _ caller: Caller) async throws -> CredentialView {
        let chain = try await credentials.chain(try await shownCredential(facts, caller))
        return CredentialView(facts: facts, chain: chain, factors: caller.factors)
    }
}
