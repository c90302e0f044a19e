import Simulation
import Testing
import VendorDouble

/// Tokens: when they are taken, renewed and taken anew, and that nothing is tried without end.
@Suite(.timeLimit(.minutes(5))) struct SessionTests {
    private static let list = FakeService.csc("credentials/list")
    private static let signHash = FakeService.csc("signatures/signHash")

    @Test func `logs in once for many calls`() async throws {
        try await FakeService.with { service, client in
            for _ in 0..<3 { _ = try await client.credentials() }
            #expect(service.requests(at: FakeService.submit).count == 1)
            #expect(
                service.requests(at: Self.list).map(\.authorization) == Array(repeating: "Bearer access-1", count: 3)
            )
            let request = try #require(service.requests(at: FakeService.authorization).first)
            #expect(request.parameter("code_challenge_method") == "S256")
            #expect(request.parameter("code_challenge")?.utf8.count == 43)
            let grant = try #require(service.requests(at: FakeService.token).first)
            #expect(grant.parameter("grant_type") == "authorization_code")
            #expect(grant.parameter("code_verifier")?.utf8.count == 43)
        }
    }

    @Test(arguments: ["expired_token", "invalid_token"])
    func `refreshes a token that is over, and asks once more`(error: String) async throws {
        try await FakeService.with { service, client in
            let credential = try await client.credentials()[0]
            let sad = try await client.authorize([hash("a")], with: credential)
            service.script(Self.signHash, .error(401, error))
            #expect(try await client.signHash([hash("a")], sad, with: credential).count == 1)
            let asked = service.requests(at: Self.signHash).map(\.authorization)
            #expect(asked == ["Bearer access-1", "Bearer access-2"])
            let grants = service.requests(at: FakeService.token).map { $0.parameter("grant_type") }
            #expect(grants == ["authorization_code", "refresh_token"])
            #expect(service.requests(at: FakeService.token)[1].parameter("refresh_token") == "refresh-1")
            #expect(service.requests(at: FakeService.submit).count == 1)
        }
    }

    @Test(arguments: [(400, "invalid_grant"), (400, "invalid_request"), (401, "expired_token")])
    func `logs in again when the session has ended`(status: Int, error: String) async throws {
        try await FakeService.with { service, client in
            _ = try await client.credentials()
            service.script(Self.list, .error(401, "expired_token"))
            service.script(FakeService.token, .error(status, error))
            _ = try await client.credentials()
            #expect(service.requests(at: FakeService.submit).count == 2)
        }
    }

    @Test func `does not log in again when the refresh fails for another reason`() async throws {
        try await FakeService.with { service, client in
            _ = try await client.credentials()
            service.script(Self.list, .error(401, "expired_token"))
            service.script(FakeService.token, .error(503, "temporarily_unavailable"))
            let cause = await cause { _ = try await client.credentials() }
            #expect(cause == .refused(Refusal(503, "temporarily_unavailable", "no")))
            #expect(service.requests(at: FakeService.submit).count == 1)
        }
    }

    @Test func `gives up after one renewal`() async throws {
        try await FakeService.with { service, client in
            service.script(Self.list, .error(401, "invalid_token"), .error(401, "invalid_token"))
            let cause = await cause { _ = try await client.credentials() }
            #expect(cause == .refused(Refusal(401, "invalid_token", "no")))
            #expect(service.requests(at: Self.list).count == 2)
        }
    }

    @Test func `renews once for all calls that find the token expired`() async throws {
        try await FakeService.with { service, client in
            _ = try await client.credentials()
            service.expire("access-1")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 { group.addTask { _ = try await client.credential(FakeSigner.credentialID) } }
                try await group.waitForAll()
            }
            #expect(service.requests(at: FakeService.token).count == 2)
        }
    }

    // MARK: - The login's answer

    struct Redirect: Sendable, CustomTestStringConvertible {
        let query: String
        let fault: LoginFault
        var testDescription: String { query }
    }

    static let redirects = [
        Redirect(query: "http://127.0.0.1:3000/callback?code=c&state=other", fault: .foreignState),
        Redirect(query: "http://127.0.0.1:3000/callback?code=c", fault: .foreignState),
        Redirect(
            query: "http://127.0.0.1:3000/callback?code=c&state=STATE&iss=http://evil.test",
            fault: .foreignIssuer
        ),
        Redirect(query: "http://127.0.0.1:3000/callback?state=STATE", fault: .noCode),
        Redirect(query: "http://evil.test/callback?code=c&state=STATE", fault: .noCode),
        Redirect(
            query: "http://127.0.0.1:3000/callback?error=access_denied&error_description=no&state=STATE",
            fault: .refused(error: "access_denied", sentence: "no")
        ),
    ]

    /// Sent as the answer of the authorization endpoint itself: the same check, and the state can be known.
    @Test(arguments: redirects) func `takes no answer that is not its own`(_ redirect: Redirect) async throws {
        try await FakeService.with { service, client in
            service.redirect { redirect.query.replacing("STATE", with: $0) }
            let cause = await cause { _ = try await client.credentials() }
            #expect(cause == .login(redirect.fault))
            #expect(service.requests(at: FakeService.token).isEmpty)
        }
    }

    @Test func `takes no metadata of another issuer`() async throws {
        try await FakeService.with { service, client in
            service.script(
                FakeService.discovery,
                .json(["issuer": "http://evil.test", "authorization_endpoint": "x", "token_endpoint": "y"])
            )
            let cause = await cause { _ = try await client.credentials() }
            #expect(cause == .login(.foreignMetadata))
        }
    }

    @Test func `asks again while the person is asked`() async throws {
        try await FakeService.with { service, client in
            let pending = JSONValue.object(["pending": .string(service.url + FakeService.pending)])
            service.script(FakeService.submit, .json(pending))
            service.script(FakeService.pending, .json(200, pending, ("Retry-After", "1")), .json(pending))
            service.redirect(at: FakeService.pending) { "http://127.0.0.1:3000/callback?code=c&state=\($0)" }
            _ = try await client.credentials()
            #expect(service.requests(at: FakeService.pending).count == 3)
        }
    }

    @Test func `does not ask for ever`() async throws {
        try await FakeService.with {
            $0.patience.pending = .seconds(5)
        } body: { service, client in
            let pending = JSONValue.object(["pending": .string(service.url + FakeService.pending)])
            service.script(FakeService.submit, .json(pending))
            for _ in 0..<10 { service.script(FakeService.pending, .json(pending)) }
            let cause = await cause { _ = try await client.credentials() }
            #expect(cause == .stillPending)
            #expect(service.requests(at: FakeService.pending).count == 5)
        }
    }
}
