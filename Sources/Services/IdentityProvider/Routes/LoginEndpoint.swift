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
            let found = handle(of: request).flatMap { handle in provider.login(handle).map { (handle, $0) } }
            let people = provider.people(hint: found?.1.request.loginHint)
            let choice = try await isJSON ? jsonChoice(request, people) : pageChoice(request, people)
            guard let (handle, open) = found else { throw OAuthError.unknownLogin }
            let keys = FreshLoginKeys(isBrowser: caller.isBrowser, realTime: provider.simulation.clock.realNow)
            let submission = LoginSubmission(
                login: handle.digest,
                practitioner: choice.practitioner,
                method: choice.method,
                outcome: choice.outcome,
                keys: keys.digests
            )
            let performed = try await provider.perform(.submit(submission), for: request, context)
            try await provider.arm(choice.reserved, for: choice.practitioner, request, context)
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

    private func jsonChoice(_ request: Request, _ people: LoginChoice.People) async throws -> LoginChoice {
        guard OriginCheck.program.allows(request) else { throw OAuthError.foreignOrigin }
        return try LoginChoice(try await JSONBody.object(of: request), people)
    }

    private func pageChoice(_ request: Request, _ people: LoginChoice.People) async throws -> LoginChoice {
        guard OriginCheck.page.allows(request) else { throw OAuthError.foreignOrigin }
        let form = try await FormBody.read(from: request)
        guard provider.csrf.isValid(form[LoginPage.csrfField], for: request) else { throw OAuthError.foreignForm }
        return try LoginChoice(form, people)
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
