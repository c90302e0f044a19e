import Foundation
import Testing
import WebFront

@testable import IdentityProvider

@Suite("Releasing a credential")
struct CredentialReleaseTests {
    private static func request(_ release: CredentialRequest = LoginBench.release()) -> AuthorizationRequest {
        LoginBench.request(scopes: [.credential], credential: release)
    }

    @Test func `the token carries what the person released, for five minutes, and no refresh token comes with it`()
        throws
    {
        var bench = LoginBench()
        let redemption = try bench.tokens(Self.request(LoginBench.release(numSignatures: 2)))
        #expect(bench.state.tokens.count == 1)
        let grant = try bench.state.access(redemption.accessToken, certificate: nil, at: bench.now).get()
        #expect(
            grant.credential
                == CredentialGrant(
                    credentialID: "C-1",
                    numSignatures: 2,
                    hashes: LoginBench.release().digests.map(\.hash),
                    hashAlgorithmOID: "2.16.840.1.101.3.4.2.1"
                )
        )
        #expect(grant.scopes == ["credential"])
        #expect(grant.expiresAt == bench.now + 300)
        bench.now += 300
        #expect(bench.state.access(redemption.accessToken, certificate: nil, at: bench.now) == .failure(.expired))
    }

    /// Else some thousand releases would push the sessions of 18 hours out.
    @Test func `a release is no session of 18 hours, and displaces none`() throws {
        var bench = LoginBench()
        let session = try bench.tokens()
        for _ in 0..<LoginPolicy.maximumSessions + 10 { _ = try bench.tokens(Self.request()) }
        #expect(bench.state.sessions.count == LoginPolicy.maximumSessions)
        let access = bench.state.access(session.accessToken, certificate: nil, at: bench.now)
        #expect(try access.get().practitionerID == "doctor")
        try bench.advance(by: 2 * LoginPolicy.releaseLifetime)
        #expect(bench.state.sessions.count == 1)
    }

    @Test func `a release in a browser leaves its session alone`() throws {
        var bench = LoginBench()
        let browser = SecretDigest(of: "browser")
        let keys = try bench.submit(try bench.open(), browser: browser).keys
        try bench.submit(try bench.open(Self.request()), browser: browser)
        #expect(bench.state.browsers == [browser: keys.session])
    }

    @Test func `a qualifier chooses the first usable credential`() throws {
        var bench = LoginBench()
        let asked = LoginBench.release(credentialID: nil, qualifier: "jp_hpki_aes")
        let redemption = try bench.tokens(Self.request(asked))
        let grant = try bench.state.access(redemption.accessToken, certificate: nil, at: bench.now).get()
        #expect(grant.credential?.credentialID == "C-1")
    }

    @Test(arguments: [
        (LoginBench.release(credentialID: "C-9"), LoginRefusal.credentialUnknown),
        (LoginBench.release(credentialID: "C-off"), .credentialDisabled),
        (LoginBench.release(credentialID: nil, qualifier: "za_ecta_aes"), .qualifierNotMet),
        (LoginBench.release(numSignatures: 4), .tooManySignatures),
    ])
    func `what the person cannot release ends the login`(asked: CredentialRequest, reason: LoginRefusal) throws {
        var bench = LoginBench()
        let login = try bench.open(Self.request(asked))
        let events = try bench.submit(login).events
        #expect(
            events
                == [.loginRefused(.init(login: login, practitioner: "doctor", method: .hpkiCard, reason: reason))]
        )
        #expect(bench.state.codes.isEmpty)
    }

    @Test func `a phone that answers later releases what was asked`() throws {
        var bench = LoginBench()
        let login = try bench.open(Self.request())
        try bench.submit(login, outcome: .noAnswer)
        try bench.perform(.answer(practitioner: "doctor", outcome: .approve))
        let keys = bench.keys()
        try bench.perform(.collect(login: login, keys: keys))
        let redemption = bench.redemption(keys.code)
        try bench.perform(.redeem(redemption))
        let grant = try bench.state.access(redemption.accessToken, certificate: nil, at: bench.now).get()
        #expect(grant.credential?.credentialID == "C-1")
    }

    @Test func `details must be repeated, else the code is burned`() throws {
        var bench = LoginBench()
        let asked = LoginBench.release(type: "credential")
        for details in [nil, LoginBench.release(text: "other", type: "credential")] {
            let code = try bench.code(Self.request(asked)).code
            let redemption = bench.redemption(code, details: details)
            let refusal = try bench.perform(.redeem(redemption)).refusal
            #expect(refusal == .detailsMismatch)
            #expect(bench.state.codes.isEmpty)
        }
        let code = try bench.code(Self.request(asked)).code
        #expect(try bench.perform(.redeem(bench.redemption(code, details: asked))).issuesTokens)
    }

    @Test func `an account token admits its account alone`() throws {
        var bench = LoginBench()
        var request = LoginBench.request()
        request.account = "somebody"
        let login = try bench.open(request)
        let events = try bench.submit(login).events
        #expect(
            events.contains { if case .loginRefused(let event) = $0 { event.reason == .anotherAccount } else { false } }
        )
        request.account = "doctor"
        _ = try bench.code(request)
    }

    // MARK: - Pushed requests

    private static func push(_ bench: inout LoginBench, client: String = "vendor") throws -> RequestPush {
        let request = LoginBench.request(client: client)
        let push = RequestPush(uri: bench.fresh(), request: request, prompt: LoginPrompt())
        try bench.perform(.push(push))
        return push
    }

    private static func open(
        _ push: RequestPush,
        _ bench: inout LoginBench,
        client: String = "vendor"
    ) throws -> [LoginEvent] {
        try bench.perform(
            .request(
                LoginRequest(
                    request: LoginBench.request(client: client),
                    prompt: LoginPrompt(),
                    login: bench.fresh(),
                    browser: nil,
                    code: bench.fresh(),
                    pushed: push.uri
                )
            )
        )
    }

    @Test func `a pushed request is good once, for its client, for 90 seconds`() throws {
        var bench = LoginBench()
        let first = try Self.push(&bench)
        #expect(throws: LoginFailure.unknownRequestURI) { try Self.open(first, &bench, client: "other") }
        #expect(try Self.open(first, &bench).first == .requestTaken(.init(uri: first.uri)))
        #expect(throws: LoginFailure.unknownRequestURI) { try Self.open(first, &bench) }
        let second = try Self.push(&bench)
        bench.now += 90
        #expect(throws: LoginFailure.unknownRequestURI) { try Self.open(second, &bench) }
        #expect(try bench.perform(.expire) == [.requestExpired(.init(uri: second.uri))])
        #expect(bench.state.pushed.isEmpty)
    }

    @Test func `pushed requests are bounded, the oldest goes and is named`() throws {
        var bench = LoginBench()
        let first = try Self.push(&bench)
        for _ in 1..<LoginPolicy.maximumPushedRequests { _ = try Self.push(&bench) }
        let push = RequestPush(uri: bench.fresh(), request: LoginBench.request(), prompt: LoginPrompt())
        #expect(try bench.perform(.push(push)).first == .requestDisplaced(.init(uri: first.uri)))
        #expect(bench.state.pushed.count == LoginPolicy.maximumPushedRequests)
    }

    // MARK: - Clients alone

    @Test func `a client's own token names no person and is forgotten in time`() throws {
        var bench = LoginBench()
        let client = ClientAuthorization(clientID: "vendor", certificate: "ab", accessToken: bench.fresh())
        try bench.perform(.authorizeClient(client))
        let grant = try bench.state.access(client.accessToken, certificate: "ab", at: bench.now).get()
        #expect(grant.practitionerID == nil)
        #expect(grant.sessionID == nil)
        #expect(grant.scopes == ["service"])
        #expect(
            bench.state.access(client.accessToken, certificate: nil, at: bench.now)
                == .failure(.boundToAnotherCertificate)
        )
        bench.now += 3600
        #expect(bench.state.access(client.accessToken, certificate: "ab", at: bench.now) == .failure(.expired))
        try bench.advance(by: LoginPolicy.endedSessionMemory)
        #expect(bench.state == LoginState())
    }

    @Test func `grants of clients alone are bounded`() throws {
        var bench = LoginBench()
        for _ in 0...LoginPolicy.maximumClientGrants {
            let client = ClientAuthorization(clientID: "vendor", certificate: nil, accessToken: bench.fresh())
            try bench.perform(.authorizeClient(client))
        }
        #expect(bench.state.grants.count == LoginPolicy.maximumClientGrants)
        #expect(bench.state.tokens.count == LoginPolicy.maximumClientGrants)
    }
}
