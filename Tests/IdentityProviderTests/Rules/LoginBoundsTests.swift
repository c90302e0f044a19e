import Foundation
import Testing
import WebFront

@testable import IdentityProvider

@Suite("Bounds of the login's state")
struct LoginBoundsTests {
    @Test func `open logins are bounded, the oldest goes and is named`() throws {
        var bench = LoginBench()
        var logins: [SecretDigest] = []
        for _ in 0..<LoginPolicy.maximumOpenLogins {
            logins.append(try bench.open())
            bench.now += 0.001
        }
        let login = bench.fresh()
        let events = try bench.perform(
            .request(
                LoginRequest(
                    request: LoginBench.request(),
                    prompt: LoginPrompt(),
                    login: login,
                    browser: nil,
                    code: bench.fresh()
                )
            )
        )
        #expect(events.first == .loginDisplaced(.init(login: logins[0])))
        #expect(bench.state.logins.count == LoginPolicy.maximumOpenLogins)
        #expect(bench.state.loginDeadlines.count == LoginPolicy.maximumOpenLogins)
        #expect(throws: LoginFailure.unknownLogin) { try bench.submit(logins[0]) }
        try bench.submit(logins[1])
    }

    @Test func `requests are bounded by their digests, too`() throws {
        var bench = LoginBench()
        let digests = Array(repeating: DocumentDigest(hash: "AAAA"), count: LoginPolicy.maximumDigests)
        let long = LoginBench.request(
            scopes: [.credential],
            credential: CredentialRequest(
                credentialID: "C-1",
                signatureQualifier: nil,
                numSignatures: digests.count,
                digests: digests,
                hashAlgorithmOID: "2.16.840.1.101.3.4.2.1",
                description: nil,
                detailsType: nil,
                locations: nil
            )
        )
        let fit = LoginPolicy.maximumPendingDigests / LoginPolicy.maximumDigests
        var uris: [SecretDigest] = []
        var logins: [SecretDigest] = []
        for _ in 0..<fit + 3 {
            let uri = bench.fresh()
            try bench.perform(.push(RequestPush(uri: uri, request: long, prompt: LoginPrompt())))
            uris.append(uri)
            logins.append(try bench.open(long))
            bench.now += 0.001
        }
        #expect(bench.state.pushed.count == fit && bench.state.logins.count == fit)
        #expect(bench.state.pushed[uris[2]] == nil && bench.state.pushed[uris[3]] != nil)
        #expect(bench.state.logins[logins[2]] == nil && bench.state.logins[logins[3]] != nil)
        try bench.advance(by: LoginPolicy.loginLifetime)
        #expect(bench.state == LoginState())
    }

    @Test func `sessions, codes and tokens are bounded even with a frozen clock`() throws {
        var bench = LoginBench()
        let first = try bench.tokens()
        for _ in 0..<LoginPolicy.maximumSessions { _ = try bench.tokens() }
        #expect(bench.state.sessions.count == LoginPolicy.maximumSessions)
        #expect(bench.state.grants.count == LoginPolicy.maximumSessions)
        #expect(bench.state.tokens.count == 2 * LoginPolicy.maximumSessions)
        #expect(bench.state.access(first.accessToken, certificate: nil, at: bench.now) == .failure(.unknown))
        for _ in 0...LoginPolicy.maximumCodes { _ = try bench.code() }
        #expect(bench.state.codes.count == LoginPolicy.maximumCodes)
    }

    @Test func `one session keeps a bounded number of grants`() throws {
        var bench = LoginBench()
        let browser = SecretDigest(of: "browser")
        let login = try bench.open()
        try bench.submit(login, browser: browser)
        for _ in 0..<100 {
            let code = bench.fresh()
            let request = LoginRequest(
                request: LoginBench.request(),
                prompt: LoginPrompt(),
                login: bench.fresh(),
                browser: browser,
                code: code
            )
            try bench.perform(.request(request))
            #expect(try bench.perform(.redeem(bench.redemption(code))).issuesTokens)
        }
        #expect(bench.state.grants.count == LoginPolicy.maximumGrantsPerSession)
        #expect(bench.state.tokens.count == 2 * LoginPolicy.maximumGrantsPerSession)
    }

    @Test func `nothing is left when all of it has ended`() throws {
        var bench = LoginBench()
        for index in 0..<50 {
            let redemption = try bench.tokens()
            if index % 3 == 0 { _ = try bench.code() }
            if index % 5 == 0 { _ = try bench.open() }
            if index % 7 == 0 { try bench.perform(.revoke(token: redemption.refreshToken, clientID: "vendor")) }
            try bench.advance(by: 97)
        }
        try bench.advance(by: LoginPolicy.sessionLifetime + LoginPolicy.endedSessionMemory)
        #expect(bench.state == LoginState())
    }

    @Test func `an ended session is remembered for a day`() throws {
        var bench = LoginBench()
        let keys = try bench.code()
        let redemption = bench.redemption(keys.code)
        try bench.perform(.redeem(redemption))
        try bench.perform(.endSession(id: keys.session))
        #expect(throws: LoginFailure.unknownSession) { try bench.perform(.endSession(id: keys.session)) }
        try bench.advance(by: LoginPolicy.endedSessionMemory - 1)
        #expect(bench.state.access(redemption.accessToken, certificate: nil, at: bench.now) == .failure(.sessionEnded))
        try bench.advance(by: 1)
        #expect(bench.state.access(redemption.accessToken, certificate: nil, at: bench.now) == .failure(.unknown))
    }

    @Test func `two logins of one person live side by side`() throws {
        var bench = LoginBench()
        let first = try bench.tokens()
        let second = try bench.tokens()
        for token in [first.accessToken, second.accessToken] {
            #expect(try bench.state.access(token, certificate: nil, at: bench.now).get().practitionerID == "doctor")
        }
    }
}
