import Foundation
import Testing

@testable import IdentityProvider

@Suite("Answering a login")
struct LoginAnswerTests {
    @Test func `an approval begins an 18-hour session and issues a code`() throws {
        var bench = LoginBench()
        let login = try bench.open()
        let (events, keys) = try bench.submit(login)
        #expect(
            events == [
                .loginApproved(
                    .init(
                        login: login,
                        session: keys.session,
                        practitioner: "doctor",
                        method: .hpkiCard,
                        authenticatedAtRealTime: bench.now,
                        endsAt: bench.now + 64_800,
                        browser: nil
                    )
                ),
                .codeIssued(.init(code: keys.code, login: login, session: keys.session, expiresAt: bench.now + 60)),
            ]
        )
        #expect(bench.state.logins.isEmpty)
    }

    @Test(arguments: LoginOutcome.allCases.filter { LoginRefusal($0) != nil })
    func `every failing outcome ends the login without a code`(outcome: LoginOutcome) throws {
        var bench = LoginBench()
        let login = try bench.open()
        let events = try bench.submit(login, outcome: outcome).events
        let reason = try #require(LoginRefusal(outcome))
        #expect(
            events == [
                .loginRefused(.init(login: login, practitioner: "doctor", method: .hpkiCard, reason: reason))
            ]
        )
        #expect(bench.state == LoginState())
    }

    /// Desk rule SIG-5.
    @Test(arguments: [LoginOutcome.approve, .noAnswer])
    func `a method that is not registered is refused`(outcome: LoginOutcome) throws {
        var bench = LoginBench()
        let login = try bench.open()
        let events = try bench.submit(login, method: .myNumber, outcome: outcome).events
        #expect(
            events == [
                .loginRefused(
                    .init(login: login, practitioner: "doctor", method: .myNumber, reason: .methodNotRegistered)
                )
            ]
        )
        #expect(LoginRefusal.methodNotRegistered.error.code == "access_denied")
    }

    @Test func `a client id that stands for a method takes no other`() throws {
        var bench = LoginBench()
        let login = try bench.open(LoginBench.request(client: "FIDO", method: .fido))
        #expect(throws: LoginFailure.methodNotOffered) { try bench.submit(login, method: .hpkiCard) }
        #expect(try bench.submit(login, method: .fido).events.count == 2)
    }

    @Test func `a login is submitted once`() throws {
        var bench = LoginBench()
        let login = try bench.open()
        try bench.submit(login)
        #expect(throws: LoginFailure.unknownLogin) { try bench.submit(login) }
    }

    @Test func `a login page that stood open too long is over`() throws {
        var bench = LoginBench()
        let login = try bench.open()
        bench.now += LoginPolicy.loginLifetime
        #expect(throws: LoginFailure.unknownLogin) { try bench.submit(login) }
        try bench.advance(by: 0)
        #expect(bench.state == LoginState())
    }

    @Test func `a silent phone is polled, answered late, and collected once`() throws {
        var bench = LoginBench()
        let login = try bench.open()
        #expect(
            try bench.submit(login, method: .fido, outcome: .noAnswer).events
                == [.loginAsked(.init(login: login, practitioner: "doctor", method: .fido))]
        )
        #expect(throws: LoginFailure.wrongPhase) { try bench.submit(login) }
        #expect(try bench.perform(.collect(login: login, keys: bench.keys())).isEmpty)
        try bench.perform(.answer(practitioner: "doctor", outcome: .approve))
        #expect(throws: LoginFailure.unknownLogin) {
            try bench.perform(.answer(practitioner: "doctor", outcome: .deny))
        }
        #expect(try bench.perform(.collect(login: login, keys: bench.keys())).count == 2)
        #expect(throws: LoginFailure.unknownLogin) { try bench.perform(.collect(login: login, keys: bench.keys())) }
    }

    @Test func `a phone that never answers is told to the poller`() throws {
        var bench = LoginBench()
        let login = try bench.open()
        try bench.submit(login, method: .fido, outcome: .noAnswer)
        try bench.advance(by: LoginPolicy.loginLifetime)
        #expect(throws: LoginFailure.unknownLogin) {
            try bench.perform(.answer(practitioner: "doctor", outcome: .approve))
        }
        #expect(
            try bench.perform(.collect(login: login, keys: bench.keys())) == [
                .loginRefused(.init(login: login, practitioner: "doctor", method: .fido, reason: .lapsed))
            ]
        )
        #expect(bench.state == LoginState())
    }

    @Test func `a lapsed login that nobody polls is forgotten`() throws {
        var bench = LoginBench()
        let login = try bench.open()
        try bench.submit(login, method: .fido, outcome: .noAnswer)
        try bench.advance(by: 2 * LoginPolicy.loginLifetime)
        #expect(bench.state == LoginState())
    }

    @Test func `a page that waits for its choice cannot be polled or answered`() throws {
        var bench = LoginBench()
        let login = try bench.open()
        #expect(throws: LoginFailure.wrongPhase) { try bench.perform(.collect(login: login, keys: bench.keys())) }
        #expect(throws: LoginFailure.unknownLogin) {
            try bench.perform(.answer(practitioner: "doctor", outcome: .approve))
        }
    }
}
