import Foundation
import Testing
import WebFront

@testable import IdentityProvider

@Suite("Refreshing tokens")
struct TokenRefreshTests {
    @Test func `a refresh token gives new tokens inside the 18 hours`() throws {
        var bench = LoginBench()
        let first = try bench.tokens()
        try bench.advance(by: 3600)
        #expect(bench.state.access(first.accessToken, certificate: nil, at: bench.now) == .failure(.expired))
        let refresh = bench.refresh(first.refreshToken)
        #expect(try bench.perform(.refresh(refresh)).issuesTokens)
        let access = try bench.state.access(refresh.accessToken, certificate: nil, at: bench.now).get()
        #expect(access.practitionerID == "doctor")
        #expect(access.expiresAt == bench.now + 3600)
    }

    @Test func `no access token outlives the session`() throws {
        var bench = LoginBench()
        let first = try bench.tokens()
        try bench.advance(by: 17.5 * 3600)
        let refresh = bench.refresh(first.refreshToken)
        try bench.perform(.refresh(refresh))
        let access = try bench.state.access(refresh.accessToken, certificate: nil, at: bench.now).get()
        #expect(access.expiresAt == LoginBench.start + 18 * 3600)
    }

    @Test func `after 18 hours only the person helps`() throws {
        var bench = LoginBench()
        let first = try bench.tokens()
        try bench.advance(by: 18 * 3600)
        #expect(bench.state.access(first.accessToken, certificate: nil, at: bench.now) == .failure(.sessionEnded))
        #expect(try bench.perform(.refresh(bench.refresh(first.refreshToken))).refusal == .refreshOfEndedSession)
    }

    /// RFC 9700 section 4.14.2.
    @Test func `a replayed refresh token takes the whole grant`() throws {
        var bench = LoginBench()
        let first = try bench.tokens()
        let second = bench.refresh(first.refreshToken)
        try bench.perform(.refresh(second))
        let events = try bench.perform(.refresh(bench.refresh(first.refreshToken)))
        #expect(
            events == [
                .tokenRefused(.init(clientID: "vendor", reason: .refreshReplayed, burnedCode: nil)),
                .grantRevoked(.init(grant: first.code, reason: .refreshReplayed)),
            ]
        )
        #expect(bench.state.access(second.accessToken, certificate: nil, at: bench.now) == .failure(.revoked))
    }

    @Test func `a refresh token serves its own client only, and is not spent by another`() throws {
        var bench = LoginBench()
        let first = try bench.tokens()
        let foreign = bench.refresh(first.refreshToken, client: "other")
        #expect(try bench.perform(.refresh(foreign)).refusal == .refreshOfAnotherClient)
        #expect(try bench.perform(.refresh(bench.refresh(first.refreshToken))).issuesTokens)
    }

    @Test func `an access token is no refresh token`() throws {
        var bench = LoginBench()
        let first = try bench.tokens()
        #expect(try bench.perform(.refresh(bench.refresh(first.accessToken))).refusal == .refreshUnknown)
        #expect(bench.state.access(first.refreshToken, certificate: nil, at: bench.now) == .failure(.unknown))
    }

    /// RFC 8705 sections 3 and 7.1.
    @Test func `bound tokens need their certificate`() throws {
        var bench = LoginBench()
        let first = try bench.tokens(certificate: "aa")
        #expect(try bench.state.access(first.accessToken, certificate: "aa", at: bench.now).get().isBound)
        for other in [nil, "bb"] {
            #expect(
                bench.state.access(first.accessToken, certificate: other, at: bench.now)
                    == .failure(.boundToAnotherCertificate)
            )
            let refresh = bench.refresh(first.refreshToken, certificate: other)
            #expect(try bench.perform(.refresh(refresh)).refusal == .certificateMismatch)
        }
        #expect(try bench.perform(.refresh(bench.refresh(first.refreshToken, certificate: "aa"))).issuesTokens)
    }

    @Test func `scopes may shrink but not grow`() throws {
        var bench = LoginBench()
        let first = try bench.tokens(LoginBench.request(scopes: [.service]))
        let wider = bench.refresh(first.refreshToken, scopes: [.openID, .service])
        #expect(try bench.perform(.refresh(wider)).refusal == .scopeTooWide)
        var other = LoginBench()
        let second = try other.tokens()
        let narrow = other.refresh(second.refreshToken, scopes: [.service])
        try other.perform(.refresh(narrow))
        #expect(try other.state.access(narrow.accessToken, certificate: nil, at: other.now).get().scopes == ["service"])
    }

    @Test func `a thousand refreshes keep a handful of tokens`() throws {
        var bench = LoginBench()
        var token = try bench.tokens().refreshToken
        for _ in 0..<1000 {
            let refresh = bench.refresh(token)
            #expect(try bench.perform(.refresh(refresh)).issuesTokens)
            token = refresh.refreshToken
        }
        #expect(bench.state.tokens.count == LoginPolicy.maximumTokensPerGrant)
    }

    @Test func `revoking an access token leaves the refresh token alone`() throws {
        var bench = LoginBench()
        let first = try bench.tokens()
        let revocation = LoginCommand.revoke(token: first.accessToken, clientID: "vendor")
        #expect(try bench.perform(revocation) == [.tokenRevoked(.init(token: first.accessToken))])
        #expect(bench.state.access(first.accessToken, certificate: nil, at: bench.now) == .failure(.revoked))
        #expect(try bench.perform(revocation).isEmpty)
        #expect(try bench.perform(.refresh(bench.refresh(first.refreshToken))).issuesTokens)
    }

    @Test func `revoking a refresh token takes the access tokens too`() throws {
        var bench = LoginBench()
        let first = try bench.tokens()
        #expect(
            try bench.perform(.revoke(token: first.refreshToken, clientID: "vendor"))
                == [.grantRevoked(.init(grant: first.code, reason: .refreshRevoked))]
        )
        #expect(bench.state.access(first.accessToken, certificate: nil, at: bench.now) == .failure(.revoked))
        #expect(try bench.perform(.refresh(bench.refresh(first.refreshToken))).refusal == .refreshRevoked)
    }

    @Test func `a token is revoked by its own client only`() throws {
        var bench = LoginBench()
        let first = try bench.tokens()
        #expect(throws: LoginFailure.tokenOfAnotherClient) {
            try bench.perform(.revoke(token: first.accessToken, clientID: "other"))
        }
        #expect(throws: LoginFailure.unknownToken) {
            try bench.perform(.revoke(token: SecretDigest(of: "nothing"), clientID: "vendor"))
        }
    }
}
