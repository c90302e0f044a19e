import Foundation
import HTTPTypes
import Hummingbird
import Simulation
import WebFront

/// RFC 9126; CSC API v2, section 8.4.3: an authorization request is left here and referred to by a URI.
struct PushedAuthorizationEndpoint: Sendable {
    let provider: IdentityProvider
    let dialect: OAuthDialect

    func respond(to request: Request, _ context: FrontRequestContext) async throws -> Response {
        do {
            let form = try await FormBody.read(from: request)
            let (clients, judge) = (provider.clients, provider.judge)
            let clientID = try ClientAuthentication.clientID(
                form,
                authorization: request.headers[.authorization],
                clients: clients,
                dialect: dialect,
                judge: judge
            )
            let (authorization, prompt) = try AuthorizationRequest.parse(
                form.naming(clientID),
                clients: clients,
                dialect: dialect,
                account: judge.account
            )
            let uri = FreshSecret()
            let push = RequestPush(uri: uri.digest, request: authorization, prompt: prompt)
            _ = try await provider.perform(.push(push), for: request, context)
            await provider.note(LintRule.habits(ofAuthorization: form), of: clientID, in: request, context)
            return pushed(uri)
        } catch let error as OAuthError {
            return Response(error)
        } catch let rejection as AuthorizationRejection {
            // Section 2.3: said directly, whatever the redirect URI.
            switch rejection {
            case .shown(let error), .redirected(let error, _): return Response(error)
            }
        } catch let error as FormBodyError {
            return Response(error)
        }
    }

    private func pushed(_ uri: FreshSecret) -> Response {
        var response = Response(
            status: .created,
            json: [
                "request_uri": .string(PushedRequest.prefix + uri.value),
                "expires_in": .integer(Int(LoginPolicy.pushedRequestLifetime)),
            ]
        )
        response.headers[.cacheControl] = "no-cache, no-store"
        return response
    }
}

extension FormBody {
    /// The same with the client that the header or the assertion named.
    fileprivate func naming(_ clientID: String) -> FormBody {
        let values = names.compactMap { name in self[name].map { (name, $0) } } + [("client_id", clientID)]
        return FormBody(Dictionary(values) { $1 })
    }
}
