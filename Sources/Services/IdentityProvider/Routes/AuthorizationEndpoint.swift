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
        let clients = provider.clients
        if let uri = form["request_uri"] { return try await openPushed(uri, form, clients, request, context) }
        let parsed = Result { () throws(AuthorizationRejection) in
            try AuthorizationRequest.parse(form, clients: clients, dialect: dialect, account: provider.judge.account)
        }
        switch parsed {
        case .success(let (authorization, prompt)):
            let habits = LintRule.habits(ofAuthorization: form)
            await provider.note(habits, of: authorization.clientID, in: request, context)
            return try await open(authorization, prompt, nil, request, context)
        case .failure(let rejection):
            switch rejection {
            case .shown(let error): return request.wantsJSON ? Response(error) : provider.pages.error(error)
            case .redirected(let error, let target):
                return Response(redirectingTo: target.url(error: error, issuer: provider.addresses().issuer))
            }
        }
    }

    /// RFC 9126 section 4: what was pushed counts, and nothing that stands beside `client_id` and `request_uri`.
    private func openPushed(
        _ uri: String,
        _ form: FormBody,
        _ clients: ClientRegistry,
        _ request: Request,
        _ context: FrontRequestContext
    ) async throws -> Response {
        func show(_ error: OAuthError) -> Response {
            request.wantsJSON ? Response(error) : provider.pages.error(error)
        }
        guard let clientID = form["client_id"] else { return show(.missingParameter("client_id")) }
        guard clients[clientID] != nil else { return show(.invalidParameter("client_id")) }
        guard uri.hasPrefix(PushedRequest.prefix),
            let secret = PresentedSecret(String(uri.dropFirst(PushedRequest.prefix.count))),
            let pushed = provider.simulation.read(LoginDomain.self, { $0.pushed[secret.digest] }),
            pushed.request.clientID == clientID
        else { return show(.invalidRequestURI(dialect)) }
        do {
            return try await open(pushed.request, pushed.prompt, secret.digest, request, context)
        } catch LoginFailure.unknownRequestURI {
            return show(.invalidRequestURI(dialect))
        }
    }

    private func open(
        _ authorization: AuthorizationRequest,
        _ prompt: LoginPrompt,
        _ pushed: SecretDigest?,
        _ request: Request,
        _ context: FrontRequestContext
    ) async throws -> Response {
        do { try provider.checkHint(authorization.loginHint) } catch {
            return request.wantsJSON ? Response(error) : provider.pages.error(error)
        }
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
                    code: code.digest,
                    pushed: pushed
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
                people: provider.people(hint: authorization.loginHint),
                addresses: provider.addresses()
            )
            return request.wantsJSON ? Response(json: offer.json) : provider.loginPage(offer, for: request)
        }
    }
}
