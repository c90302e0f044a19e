import Hummingbird
import Simulation
import WebFront

/// OpenID Connect Core section 5.3.
struct UserInfoEndpoint: Sendable {
    let provider: IdentityProvider

    func respond(to request: Request, _ context: FrontRequestContext) async -> Response {
        guard let token = bearer(of: request) else {
            // RFC 6750 section 3.1: no error code where no token was sent.
            return Response(.bearer("invalid_request", "Malformed authorization header", challenge: ""))
        }
        let fingerprint = context.clientCertificateFingerprint
        switch await provider.verify(bearer: token, presentedCertificate: fingerprint) {
        case .failure: return Response(.invalidToken)
        case .success(let grant):
            guard grant.scopes.contains(Scope.openID.rawValue), let practitioner = grant.practitionerID else {
                return Response(.insufficientScope)
            }
            var claims: [String: JSONValue] = ["sub": .string(practitioner)]
            if grant.scopes.contains(Scope.profile.rawValue), let name = provider.name(of: practitioner) {
                claims["name"] = .string(name)
                claims["preferred_username"] = .string(practitioner)
            }
            return Response(json: .object(claims))
        }
    }

    private func bearer(of request: Request) -> String? {
        guard let parts = request.headers[.authorization]?.split(separator: " ", maxSplits: 1), parts.count == 2,
            parts[0].lowercased() == "bearer"
        else { return nil }
        return String(parts[1])
    }
}
