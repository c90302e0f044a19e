import HTTPTypes
import Hummingbird
import OpenSSL
import Simulation
import WebFront

/// Takes the choice at a login, and tells those who wait how it went on.
struct LoginEndpoint: Sendable {
    let provider: IdentityProvider

    func submit(_ request: Request, _ context: FrontRequestContext) async throws -> Response {
        let isJSON = request.mediaType == "application/json"
        let caller: LoginCaller = isJSON ? .program : .browser(provider.pages)
        do {
            let choice = try await isJSON ? jsonChoice(request) : pageChoice(request)
            guard let handle = handle(of: request) else { throw OAuthError.unknownLogin }
            guard let open = provider.login(handle) else { throw OAuthError.unknownLogin }
            let keys = FreshLoginKeys(isBrowser: caller.isBrowser, realTime: provider.simulation.clock.realNow)
            let submission = LoginSubmission(
                login: handle.digest,
                practitioner: choice.practitioner,
                method: choice.method,
                outcome: choice.outcome,
                keys: keys.digests
            )
            let performed = try await provider.perform(.submit(submission), for: request, context)
            return answer(performed.events, open, handle, keys, caller, status: .seeOther)
        } catch let error as OAuthError {
            return caller.show(error)
        } catch let failure as LoginFailure {
            return caller.show(OAuthError(failure))
        } catch let error as FormBodyError {
            return caller.show(OAuthError(error))
        }
    }

    func poll(_ request: Request, _ context: FrontRequestContext) async throws -> Response {
        let caller: LoginCaller = request.wantsJSON ? .program : .browser(provider.pages)
        do {
            guard let handle = handle(of: request), let open = provider.login(handle) else {
                throw OAuthError.unknownLogin
            }
            let keys = FreshLoginKeys(isBrowser: caller.isBrowser, realTime: provider.simulation.clock.realNow)
            let performed = try await provider.perform(
                .collect(login: handle.digest, keys: keys.digests),
                for: request,
                context
            )
            return answer(performed.events, open, handle, keys, caller, status: .found)
        } catch let error as OAuthError {
            return caller.show(error)
        } catch let failure as LoginFailure {
            return caller.show(OAuthError(failure))
        }
    }

    // MARK: - Reading

    private func jsonChoice(_ request: Request) async throws -> LoginChoice {
        guard OriginCheck.program.allows(request) else { throw OAuthError.foreignOrigin }
        return try LoginChoice(try await JSONBody.object(of: request), practitioners: provider.practitioners)
    }

    private func pageChoice(_ request: Request) async throws -> LoginChoice {
        guard OriginCheck.page.allows(request) else { throw OAuthError.foreignOrigin }
        let form = try await FormBody.read(from: request)
        guard provider.csrf.isValid(form[LoginPage.csrfField], for: request) else { throw OAuthError.foreignForm }
        return try LoginChoice(form, practitioners: provider.practitioners)
    }

    private func handle(of request: Request) -> PresentedSecret? {
        (try? FormBody(parsing: request.uri.query ?? ""))?["session"].flatMap(PresentedSecret.init)
    }

    // MARK: - Answering

    private func answer(
        _ events: [LoginEvent],
        _ login: OpenLogin,
        _ handle: PresentedSecret,
        _ keys: FreshLoginKeys,
        _ caller: LoginCaller,
        status: HTTPResponse.Status
    ) -> Response {
        let addresses = provider.addresses()
        switch events.last {
        case .codeIssued:
            let url = login.request.answerTarget.url(code: keys.code.value, issuer: addresses.issuer)
            return caller.redirect(to: url, status: status, cookie: provider.sessionCookie(keys.browser))
        case .loginRefused(let event):
            let url = login.request.answerTarget.url(error: event.reason.error, issuer: addresses.issuer)
            return caller.redirect(to: url, status: status)
        default:
            return caller.wait(at: "\(Paths.pending)?session=\(handle.value)", portal: addresses.portal)
        }
    }
}
