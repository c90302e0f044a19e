import Foundation
import Hummingbird
import OpenSSL
import Simulation
import WebFront

/// RFC 6749 section 3.2: a code or a refresh token for tokens.
struct TokenEndpoint: Sendable {
    let provider: IdentityProvider
    let dialect: OAuthDialect

    func respond(to request: Request, _ context: FrontRequestContext) async throws -> Response {
        let certificate = context.clientCertificateFingerprint.map { Hex.encode($0) }
        do {
            let form = try await FormBody.read(from: request)
            let token = try TokenRequest.parse(
                form,
                authorization: request.headers[.authorization],
                clients: provider.clients,
                dialect: dialect,
                certificate: certificate,
                judge: provider.judge
            )
            let access = FreshSecret()
            let refresh = FreshSecret()
            let command = token.command(certificate: certificate, access: access.digest, refresh: refresh.digest)
            let performed = try await provider.perform(command, for: request, context)
            let answer = try answer(performed, token, access, refresh)
            let habits = LintRule.habits(ofToken: form, isBound: certificate != nil)
            await provider.note(habits, of: token.clientID, in: request, context)
            return Response(json: answer)
        } catch let error as OAuthError {
            return Response(error)
        } catch let error as FormBodyError {
            return Response(error)
        }
    }

    /// RFC 6749 section 5.1, OpenID Connect Core section 3.1.3.3.
    private func answer(
        _ performed: Performed<LoginDomain>,
        _ request: TokenRequest,
        _ access: FreshSecret,
        _ refresh: FreshSecret
    ) throws -> JSONValue {
        var isFirst = false
        var isRefreshable = false
        var issued: LoginEvent.TokenIssued?
        for event in performed.events {
            switch event {
            case .tokenRefused(let event): throw event.reason.error
            case .codeRedeemed: isFirst = true
            case .tokenIssued(let event):
                if event.use == .access { issued = event } else { isRefreshable = true }
            default: break
            }
        }
        guard let issued, let (grant, session) = provider.grant(issued.grant) else { throw OAuthError.serverError }
        var answer: [String: JSONValue] = [
            "access_token": .string(access.value),
            "token_type": "Bearer",
            "expires_in": .integer(Int(issued.expiresAt.timeIntervalSince(performed.instant))),
            "scope": .string(Scope.list(issued.scopes)),
        ]
        if isRefreshable { answer["refresh_token"] = .string(refresh.value) }
        if let credential = grant.credential {
            answer["credentialID"] = .string(credential.credentialID)
            if case .authorizationCode(_, _, _, _, let details?) = request {
                answer["authorization_details"] = .array([details.details(for: credential)].compactMap(\.self))
            }
        }
        if issued.scopes.contains(.openID), let session {
            let idToken = try provider.signer.token(
                issuer: provider.addresses().issuer,
                clientID: grant.clientID,
                session: session,
                nonce: isFirst ? grant.nonce : nil,
                name: issued.scopes.contains(.profile) ? provider.name(of: session.practitionerID) : nil,
                accessToken: access.value,
                now: provider.simulation.clock.realNow
            )
            answer["id_token"] = .string(idToken)
        }
        return .object(answer)
    }
}
