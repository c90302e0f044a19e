import HTTPTypes
import Hummingbird
import Simulation
import WebFront

/// RFC 6749 section 3.1: sends the person to the login, and applications without a browser to its JSON form.
struct AuthorizationEndpoint: Sendable {
    let provider: IdentityProvider
    let dialect: OAuthDialect

    func respond(to request: Request, _ context: FrontRequestContext) async throws -> Response {
        let form: FormBody
        do {
            form =
                request.method == .post
                ? try await FormBody.read(from: request) : try FormBody(parsing: request.uri.query ?? "")
        } catch let error as FormBodyError {
            return request.wantsJSON ? Response(error) : provider.pages.error(OAuthError(error))
        }
        let parsed = Result { () throws(AuthorizationRejection) in
            try AuthorizationRequest.parse(form, clients: provider.clients, dialect: dialect)
        }
        switch parsed {
        case .success(let (authorization, prompt)):
            return try await open(authorization, prompt, request, context)
        case .failure(let rejection):
            switch rejection {
            case .shown(let error): return request.wantsJSON ? Response(error) : provider.pages.error(error)
            case .redirected(let error, let target):
                return Response(redirectingTo: target.url(error: error, issuer: provider.addresses().issuer))
            }
        }
    }

    private func open(
        _ authorization: AuthorizationRequest,
        _ prompt: LoginPrompt,
        _ request: Request,
        _ context: FrontRequestContext
    ) async throws -> Response {
        let login = FreshSecret()
        let code = FreshSecret()
        let performed = try await provider.perform(
            .request(
                LoginRequest(
                    request: authorization,
                    prompt: prompt,
                    login: login.digest,
                    // A program that asks for the JSON form has no browser session.
                    browser: request.wantsJSON ? nil : provider.browser(of: request),
                    code: code.digest
                )
            ),
            for: request,
            context
        )
        let issuer = provider.addresses().issuer
        switch performed.events.last {
        case .codeIssued:
            return Response(redirectingTo: authorization.answerTarget.url(code: code.value, issuer: issuer))
        case .loginForbidden:
            return Response(redirectingTo: authorization.answerTarget.url(error: .loginRequired, issuer: issuer))
        default:
            let offer = LoginOffer(
                handle: login.value,
                request: authorization,
                clientName: provider.clients[authorization.clientID]?.name ?? authorization.clientID,
                practitioners: provider.practitioners,
                addresses: provider.addresses()
            )
            return request.wantsJSON ? Response(json: offer.json) : provider.loginPage(offer, for: request)
        }
    }
}
