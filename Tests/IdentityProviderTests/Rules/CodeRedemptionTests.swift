import Foundation
import HTTPTypes
import Testing
import WebFront

@testable import IdentityProvider

@Suite("Redeeming a code")
struct CodeRedemptionTests {
    @Test func `a fresh code with the right verifier gives an access and a refresh token`() throws {
        var bench = LoginBench()
        let code = try bench.code().code
        let redemption = bench.redemption(code)
        let events = try bench.perform(.redeem(redemption))
        let session = try #require(bench.state.sessions.values.first)
        #expect(
            events == [
                .codeRedeemed(.init(code: code, clientID: "vendor")),
                .tokenIssued(
                    .init(
                        token: redemption.accessToken,
                        use: .access,
                        grant: code,
                        scopes: [.openID, .service],
                        certificate: nil,
                        expiresAt: bench.now + 3600
                    )
                ),
                .tokenIssued(
                    .init(
                        token: redemption.refreshToken,
                        use: .refresh,
                        grant: code,
                        scopes: [.openID, .service],
                        certificate: nil,
                        expiresAt: session.endsAt
                    )
                ),
            ]
        )
        #expect(session.endsAt == LoginBench.start + 18 * 3600)
    }

    @Test func `a code works to its last second and not after`() throws {
        var bench = LoginBench()
        let first = try bench.code().code
        let second = try bench.code().code
        bench.now += 59.999
        #expect(try bench.perform(.redeem(bench.redemption(first))).issuesTokens)
        bench.now += 0.001
        #expect(try bench.perform(.redeem(bench.redemption(second))).refusal == .codeExpired)
        #expect(bench.state.codes.isEmpty)
    }

    @Test func `an expired code is dropped by itself`() throws {
        var bench = LoginBench()
        let code = try bench.code().code
        try bench.advance(by: 60)
        #expect(bench.state.codes.isEmpty)
        #expect(bench.state.codeDeadlines.count == 0)
        #expect(try bench.perform(.redeem(bench.redemption(code))).refusal == .codeUnknown)
    }

    @Test func `an unknown code gives nothing`() throws {
        var bench = LoginBench()
        let unknown = bench.fresh()
        #expect(
            try bench.perform(.redeem(bench.redemption(unknown)))
                == [.tokenRefused(.init(clientID: "vendor", reason: .codeUnknown, burnedCode: nil))]
        )
    }

    @Test(arguments: [
        (TokenRefusal.codeOfAnotherClient, "other", LoginBench.redirectURI as String?, LoginBench.verifier),
        (.redirectMismatch, "vendor", LoginBench.redirectURI + "/", LoginBench.verifier),
        (.redirectMismatch, "vendor", nil, LoginBench.verifier),
        (.verifierMismatch, "vendor", LoginBench.redirectURI, String(repeating: "a", count: 43)),
    ])
    func `a code that is presented wrongly is burned`(
        reason: TokenRefusal,
        client: String,
        redirectURI: String?,
        verifier: String
    ) throws {
        var bench = LoginBench()
        let code = try bench.code().code
        let wrong = bench.redemption(code, client: client, redirectURI: redirectURI, verifier: verifier)
        #expect(
            try bench.perform(.redeem(wrong))
                == [.tokenRefused(.init(clientID: client, reason: reason, burnedCode: code))]
        )
        let right = bench.redemption(code)
        #expect(try bench.perform(.redeem(right)).refusal == .codeUnknown)
        #expect(bench.state.tokens.isEmpty)
    }

    @Test func `a redirect URI that the request left out may be left out again`() throws {
        var bench = LoginBench()
        let request = AuthorizationRequest(
            clientID: "vendor",
            redirectURI: LoginBench.redirectURI,
            redirectURIWasGiven: false,
            scopes: [.service],
            state: nil,
            nonce: nil,
            codeChallenge: ProofKey.challenge(of: LoginBench.verifier),
            method: nil,
            loginHint: nil
        )
        let code = try bench.code(request).code
        #expect(try bench.perform(.redeem(bench.redemption(code, redirectURI: nil))).issuesTokens)
    }

    /// RFC 6749 section 4.1.2.
    @Test func `a replayed code takes back what it gave`() throws {
        var bench = LoginBench()
        let first = try bench.tokens()
        let refresh = bench.refresh(first.refreshToken)
        try bench.perform(.refresh(refresh))
        let events = try bench.perform(.redeem(bench.redemption(first.code)))
        #expect(
            events == [
                .tokenRefused(.init(clientID: "vendor", reason: .codeReplayed, burnedCode: nil)),
                .grantRevoked(.init(grant: first.code, reason: .codeReplayed)),
            ]
        )
        for token in [first.accessToken, refresh.accessToken] {
            #expect(bench.state.access(token, certificate: nil, at: bench.now) == .failure(.revoked))
        }
        let again = bench.refresh(refresh.refreshToken)
        #expect(try bench.perform(.refresh(again)).refusal == .refreshRevoked)
        #expect(
            try bench.perform(.redeem(bench.redemption(first.code)))
                == [.tokenRefused(.init(clientID: "vendor", reason: .codeReplayed, burnedCode: nil))]
        )
    }

    @Test func `a code of an ended session gives nothing`() throws {
        var bench = LoginBench()
        let keys = try bench.code()
        try bench.perform(.endSession(id: keys.session))
        #expect(try bench.perform(.redeem(bench.redemption(keys.code))).refusal == .codeOfEndedSession)
    }

    @Test(arguments: TokenRefusal.allCases)
    func `every refusal has an answer of RFC 6749`(reason: TokenRefusal) {
        #expect(reason.error.status == .badRequest)
        #expect(reason.error.code == (reason == .scopeTooWide ? "invalid_scope" : "invalid_grant"))
    }

    @Test func `the sentences are those of the CSC table`() {
        #expect(TokenRefusal.codeExpired.error.description == "Authorization code is invalid or expired")
        #expect(TokenRefusal.redirectMismatch.error.description == "redirect_uri parameter does not match")
        #expect(TokenRefusal.refreshUnknown.error.description == "Invalid parameter refresh_token")
        #expect(TokenRefusal.refreshOfEndedSession.error.description == "Refresh token expired")
    }
}
