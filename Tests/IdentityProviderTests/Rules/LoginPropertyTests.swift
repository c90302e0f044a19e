import Foundation
import Testing
import WebFront

@testable import IdentityProvider

/// Random legal and illegal sequences against an independent book of what is owed.
@Suite("Login, as a property")
struct LoginPropertyTests {
    @Test(arguments: 0..<24)
    func `no token without a fresh code, its client, its redirect URI and its verifier`(seed: UInt64) throws {
        var generator = SplitMix(state: seed &* 0x9E37_79B9_7F4A_7C15 &+ 1)
        var run = LoginPropertyRun()
        for _ in 0..<800 { try run.step(using: &generator) }
        #expect(run.tokensGiven > 10)
        #expect(run.refusals > 10)
        #expect(run.releases > 3)
        // Whatever was done, time ends all of it.
        try run.bench.advance(by: LoginPolicy.sessionLifetime + LoginPolicy.endedSessionMemory)
        #expect(run.bench.state == LoginState())
    }
}

/// One run: the rules beside a book that knows only what the standards promise.
private struct LoginPropertyRun {
    private struct Code {
        let digest: SecretDigest
        let client: String
        let session: String
        let issued: Date
        var isUsed = false
        var hasGiven = false
    }

    var bench = LoginBench()
    var tokensGiven = 0
    var refusals = 0
    var releases = 0
    private var codes: [Code] = []
    /// Refresh tokens and whether the next use of each must succeed.
    private var refreshTokens: [(token: SecretDigest, code: Int, isSpent: Bool)] = []
    private var accessTokens: [(token: SecretDigest, code: Int, issued: Date)] = []
    private var revokedGrants: Set<Int> = []
    private var endedSessions: Set<String> = []
    private var sessionStarts: [String: Date] = [:]

    private static let clients = ["vendor", "other"]

    mutating func step(using generator: inout SplitMix) throws {
        switch Int.random(in: 0..<12, using: &generator) {
        case 10: try release(using: &generator)
        case 11: try authorizeClient(using: &generator)
        case 0, 1: try logIn(using: &generator)
        case 2, 3, 4: try redeem(using: &generator)
        case 5, 6: try refresh(using: &generator)
        case 7: try endSession(using: &generator)
        case 8: try bench.advance(by: Double.random(in: 0...120, using: &generator).rounded())
        default: try bench.advance(by: Double.random(in: 0...40_000, using: &generator).rounded())
        }
        try checkAccess()
    }

    private mutating func logIn(using generator: inout SplitMix) throws {
        let client = Self.clients.randomElement(using: &generator) ?? "vendor"
        let login = try bench.open(LoginBench.request(client: client))
        let outcome = Bool.random(using: &generator) ? .approve : LoginOutcome.allCases.randomElement(using: &generator)
        let (events, keys) = try bench.submit(login, outcome: outcome ?? .approve)
        let issued = events.contains { if case .codeIssued = $0 { true } else { false } }
        #expect(issued == (outcome == .approve))
        if issued {
            codes.append(Code(digest: keys.code, client: client, session: keys.session, issued: bench.now))
            sessionStarts[keys.session] = bench.now
        }
    }

    private mutating func redeem(using generator: inout SplitMix) throws {
        let index = Bool.random(using: &generator) ? codes.indices.last : codes.indices.randomElement(using: &generator)
        guard let index else { return }
        let code = codes[index]
        let isRightClient = Int.random(in: 0..<8, using: &generator) > 0
        let isRightURI = Int.random(in: 0..<8, using: &generator) > 0
        let isRightVerifier = Int.random(in: 0..<8, using: &generator) > 0
        let other = code.client == "vendor" ? "other" : "vendor"
        let redemption = bench.redemption(
            code.digest,
            client: isRightClient ? code.client : other,
            redirectURI: isRightURI ? LoginBench.redirectURI : "http://evil.test/",
            verifier: isRightVerifier ? LoginBench.verifier : String(repeating: "v", count: 43)
        )
        let isOwed =
            !code.isUsed && isRightClient && isRightURI && isRightVerifier && isAlive(code.session)
            && bench.now.timeIntervalSince(code.issued) < LoginPolicy.codeLifetime
        let events = try bench.perform(.redeem(redemption))
        #expect(events.issuesTokens == isOwed)
        #expect((events.refusal == nil) == isOwed)
        if code.hasGiven, isRemembered(code.session) { revokedGrants.insert(index) }
        codes[index].isUsed = true
        note(isOwed, index, redemption.accessToken, redemption.refreshToken)
        if isOwed { codes[index].hasGiven = true }
    }

    private mutating func refresh(using generator: inout SplitMix) throws {
        guard let index = refreshTokens.indices.suffix(4).randomElement(using: &generator) else { return }
        let (token, codeIndex, isSpent) = refreshTokens[index]
        let code = codes[codeIndex]
        let isRightClient = Int.random(in: 0..<8, using: &generator) > 0
        let refresh = bench.refresh(token, client: isRightClient ? code.client : "stranger")
        let isOwed = isRightClient && !isSpent && !revokedGrants.contains(codeIndex) && isAlive(code.session)
        let events = try bench.perform(.refresh(refresh))
        #expect(events.issuesTokens == isOwed)
        if isSpent, isRightClient, isRemembered(code.session) { revokedGrants.insert(codeIndex) }
        note(isOwed, codeIndex, refresh.accessToken, refresh.refreshToken)
        if isOwed { refreshTokens[index].isSpent = true }
    }

    /// Pushes a request of scope `credential`, opens it, and redeems its code: each of them once or wrongly.
    private mutating func release(using generator: inout SplitMix) throws {
        let isRich = Bool.random(using: &generator)
        let asked = LoginBench.release(text: "\(bench.now)", type: isRich ? "credential" : nil)
        let request = LoginBench.request(scopes: [.credential], credential: asked)
        let push = RequestPush(uri: bench.fresh(), request: request, prompt: LoginPrompt())
        try bench.perform(.push(push))
        try bench.advance(by: Double.random(in: 0...120, using: &generator).rounded())
        let isFresh = bench.state.pushed[push.uri] != nil
        var login = LoginRequest(
            request: request,
            prompt: LoginPrompt(),
            login: bench.fresh(),
            browser: nil,
            code: bench.fresh(),
            pushed: push.uri
        )
        guard isFresh else {
            #expect(throws: LoginFailure.unknownRequestURI) { try bench.perform(.request(login)) }
            return
        }
        try bench.perform(.request(login))
        let handle = login.login
        login = LoginRequest(
            request: request,
            prompt: LoginPrompt(),
            login: bench.fresh(),
            browser: nil,
            code: bench.fresh(),
            pushed: push.uri
        )
        #expect(throws: LoginFailure.unknownRequestURI) { try bench.perform(.request(login)) }
        let keys = try bench.submit(handle).keys
        let isRepeated = Int.random(in: 0..<3, using: &generator) > 0
        let repeated = isRepeated ? asked : LoginBench.release(text: "another", type: "credential")
        let redemption = bench.redemption(keys.code, details: isRich || !isRepeated ? repeated : nil)
        let events = try bench.perform(.redeem(redemption))
        #expect(events.issuesTokens == isRepeated)
        guard isRepeated else { return }
        releases += 1
        let grant = try bench.state.access(redemption.accessToken, certificate: nil, at: bench.now).get()
        #expect(grant.credential?.hashes == asked.digests.map(\.hash))
        #expect(bench.state.tokens[redemption.refreshToken] == nil)
        let again = bench.redemption(keys.code, details: isRich ? asked : nil)
        #expect(try !bench.perform(.redeem(again)).issuesTokens)
        #expect(bench.state.access(redemption.accessToken, certificate: nil, at: bench.now) == .failure(.revoked))
    }

    private mutating func authorizeClient(using generator: inout SplitMix) throws {
        let client = Self.clients.randomElement(using: &generator) ?? "vendor"
        let token = bench.fresh()
        try bench.perform(
            .authorizeClient(ClientAuthorization(clientID: client, certificate: nil, accessToken: token))
        )
        let grant = try bench.state.access(token, certificate: nil, at: bench.now).get()
        #expect(grant.practitionerID == nil && grant.credential == nil && grant.clientID == client)
    }

    private mutating func endSession(using generator: inout SplitMix) throws {
        guard let code = codes.suffix(3).randomElement(using: &generator) else { return }
        guard isAlive(code.session) else {
            #expect(throws: LoginFailure.unknownSession) { try bench.perform(.endSession(id: code.session)) }
            return
        }
        try bench.perform(.endSession(id: code.session))
        endedSessions.insert(code.session)
    }

    private mutating func note(_ isOwed: Bool, _ code: Int, _ access: SecretDigest, _ refresh: SecretDigest) {
        guard isOwed else {
            refusals += 1
            return
        }
        tokensGiven += 1
        accessTokens.append((access, code, bench.now))
        refreshTokens.append((refresh, code, false))
    }

    /// Every access token opens exactly as long as it should.
    private func checkAccess() throws {
        for (token, code, issued) in accessTokens.suffix(12) {
            let isOpen =
                isAlive(codes[code].session) && !revokedGrants.contains(code)
                && bench.now.timeIntervalSince(issued) < LoginPolicy.accessTokenLifetime
            let result = bench.state.access(token, certificate: nil, at: bench.now)
            #expect((try? result.get()) != nil || !isOpen)
            if let grant = try? result.get() {
                #expect(isOpen)
                #expect(grant.clientID == codes[code].client)
                #expect(grant.sessionID == codes[code].session)
            }
        }
    }

    private func isAlive(_ session: String) -> Bool {
        guard let start = sessionStarts[session] else { return false }
        return !endedSessions.contains(session) && bench.now.timeIntervalSince(start) < LoginPolicy.sessionLifetime
    }

    private func isRemembered(_ session: String) -> Bool { bench.state.sessions[session] != nil }
}
