import Foundation
import Testing

@testable import IdentityProvider

@Suite("The browser's session")
struct BrowserSessionTests {
    private static let browser = SecretDigest(of: "browser")

    private static func bench(browser: SecretDigest = browser) throws -> LoginBench {
        var bench = LoginBench()
        let login = try bench.open()
        try bench.submit(login, browser: browser)
        try bench.advance(by: 3600)
        return bench
    }

    private static func ask(
        _ bench: inout LoginBench,
        _ request: AuthorizationRequest = LoginBench.request(),
        prompt: LoginPrompt = LoginPrompt(),
        browser: SecretDigest? = browser
    ) throws -> [LoginEvent] {
        let command = LoginRequest(
            request: request,
            prompt: prompt,
            login: bench.fresh(),
            browser: browser,
            code: bench.fresh()
        )
        return try bench.perform(.request(command))
    }

    private static func isReused(_ events: [LoginEvent]) -> Bool {
        events.contains { if case .sessionReused = $0 { true } else { false } }
    }

    @Test func `is used again without asking the person`() throws {
        var bench = try Self.bench()
        let events = try Self.ask(&bench)
        #expect(events.count == 3)
        #expect(Self.isReused(events))
        #expect(bench.state.codes.count == 1)
        #expect(bench.state.logins.isEmpty)
    }

    @Test func `is not used where the application insists on a login`() throws {
        var bench = try Self.bench()
        #expect(!Self.isReused(try Self.ask(&bench, prompt: LoginPrompt(mustAuthenticate: true))))
        #expect(!Self.isReused(try Self.ask(&bench, prompt: LoginPrompt(maximumAge: 3599))))
        #expect(Self.isReused(try Self.ask(&bench, prompt: LoginPrompt(maximumAge: 3600))))
    }

    @Test func `is not used for another person or method`() throws {
        var bench = try Self.bench()
        #expect(!Self.isReused(try Self.ask(&bench, LoginBench.request(hint: "pharmacist"))))
        #expect(Self.isReused(try Self.ask(&bench, LoginBench.request(hint: "doctor"))))
        #expect(!Self.isReused(try Self.ask(&bench, LoginBench.request(client: "FIDO", method: .fido))))
        #expect(Self.isReused(try Self.ask(&bench, LoginBench.request(client: "HPKI", method: .hpkiCard))))
    }

    @Test func `is not used by another browser`() throws {
        var bench = try Self.bench()
        #expect(!Self.isReused(try Self.ask(&bench, browser: SecretDigest(of: "other"))))
        #expect(!Self.isReused(try Self.ask(&bench, browser: nil)))
    }

    @Test func `ends with the 18 hours`() throws {
        var bench = try Self.bench()
        try bench.advance(by: 17 * 3600)
        #expect(!Self.isReused(try Self.ask(&bench)))
    }

    /// OpenID Connect Core section 3.1.2.6.
    @Test func `a silent request without one is refused`() throws {
        var bench = LoginBench()
        let silent = LoginPrompt(isSilent: true)
        #expect(try Self.ask(&bench, prompt: silent) == [.loginForbidden(.init(clientID: "vendor"))])
        #expect(bench.state == LoginState())
        var other = try Self.bench()
        #expect(Self.isReused(try Self.ask(&other, prompt: silent)))
    }
}
