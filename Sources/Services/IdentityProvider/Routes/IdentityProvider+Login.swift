import Hummingbird
import Registry
import Simulation
import WebFront

extension IdentityProvider {
    func login(_ handle: PresentedSecret) -> OpenLogin? {
        simulation.read(LoginDomain.self) { $0.logins[handle.digest] }
    }

    /// A grant with its session, which a client that speaks for itself has not.
    func grant(_ id: SecretDigest) -> (grant: Grant, session: LoginSession?)? {
        simulation.read(LoginDomain.self) { state in
            state.grants[id].map { grant in (grant, grant.sessionID.flatMap { state.sessions[$0] }) }
        }
    }

    /// The browser of a request, by its session cookie.
    func browser(of request: Request) -> SecretDigest? {
        Cookies(from: request.headers[values: .cookie])[sessionCookieName]
            .flatMap { PresentedSecret($0.value) }?.digest
    }

    /// Ends with the browser; the session itself ends on the simulation clock.
    func sessionCookie(_ secret: FreshSecret?) -> Cookie? {
        secret.map { Cookie(name: sessionCookieName, value: $0.value, path: "/", httpOnly: true, sameSite: .lax) }
    }

    /// - Throws: `invalid_request` for a login id with an outcome behind it that is not known, or that is of nobody.
    func checkHint(_ hint: String?) throws(OAuthError) {
        guard let hint, hint.contains(LoginID.separator) else { return }
        _ = try LoginID(hint, among: practitioners, simulation.reservedOutcomes)
    }

    /// Who may log in, and whom the application expects.
    func people(hint: String?) -> LoginChoice.People {
        let practitioners = practitioners
        let reserved = simulation.reservedOutcomes
        return LoginChoice.People(
            practitioners: practitioners,
            reserved: reserved,
            hint: hint.flatMap { try? LoginID($0, among: practitioners, reserved) }
        )
    }

    func loginPage(_ offer: LoginOffer, for request: Request) -> Response {
        let (token, cookie) = csrf.issue(for: request)
        var response = pages.login(LoginPage(offer: offer, csrfToken: token))
        if let cookie { response.setCookie(cookie) }
        return response
    }

    func name(of practitioner: String) -> String? {
        practitioners.first { $0.id == practitioner }?.name
    }
}
