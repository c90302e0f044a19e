import HTTPTypes
import Hummingbird
import WebFront

/// RFC 7009; CSC API section 8.4.5.
struct RevocationEndpoint: Sendable {
    let provider: IdentityProvider
    let dialect: OAuthDialect

    func respond(to request: Request, _ context: FrontRequestContext) async throws -> Response {
        do {
            let form = try await FormBody.read(from: request)
            let clientID = try ClientAuthentication.clientID(
                form,
                authorization: request.headers[.authorization],
                clients: provider.clients,
                dialect: dialect,
                judge: provider.judge
            )
            guard let token = form["token"] else { throw OAuthError.missingParameter("token") }
            // RFC 7009 section 2.1 lets an unknown hint pass; the CSC table has a row for it.
            guard dialect == .openIDConnect || IdentityProvider.revocationHints.contains(form["token_type_hint"]) else {
                throw OAuthError.invalidParameter("token_type_hint")
            }
            let command = LoginCommand.revoke(token: SecretDigest(of: token), clientID: clientID)
            _ = try await provider.perform(command, for: request, context)
            return revoked
        } catch LoginFailure.unknownToken where dialect == .openIDConnect {
            // RFC 7009 section 2.2: an invalid token is as good as revoked.
            return revoked
        } catch let failure as LoginFailure {
            return Response(OAuthError(failure))
        } catch let error as OAuthError {
            return Response(error)
        } catch let error as FormBodyError {
            return Response(error)
        }
    }

    private var revoked: Response {
        Response(status: dialect == .csc ? .noContent : .ok, headers: [.cacheControl: "no-store"])
    }
}
