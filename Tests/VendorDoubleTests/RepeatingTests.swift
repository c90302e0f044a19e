import Simulation
import Testing
import VendorDouble

/// What is asked again, when, and what never is.
@Suite(.timeLimit(.minutes(5))) struct RepeatingTests {
    private static let list = FakeService.csc("credentials/list")
    private static let authorize = FakeService.csc("credentials/authorize")
    private static let check = FakeService.csc("credentials/authorizeCheck")
    private static let signHash = FakeService.csc("signatures/signHash")
    private static let polling = FakeService.csc("signatures/signPolling")

    @Test func `waits as long as the server says, then asks again`() async throws {
        try await FakeService.with {
            $0.patience = Patience(pace: 0.1)
        } body: { service, client in
            service.script(Self.list, .error(429, "temporarily_unavailable", retryAfter: 3), .error(503, "x"))
            let clock = ContinuousClock()
            let start = clock.now
            let credentials = try await client.credentials()
            #expect(credentials.count == 1)
            // 3 s as told and 1 s as usual, at a tenth.
            #expect(clock.now - start >= .milliseconds(400))
            #expect(service.requests(at: Self.list).count == 3)
        }
    }

    @Test func `gives up after three more`() async throws {
        try await FakeService.with { service, client in
            for _ in 0..<9 { service.script(Self.list, .error(503, "temporarily_unavailable")) }
            let cause = await cause { _ = try await client.credentials() }
            #expect(cause == .refused(Refusal(503, "temporarily_unavailable", "no")))
            #expect(service.requests(at: Self.list).count == 4)
        }
    }

    @Test func `does not wait longer than it has patience`() async throws {
        try await FakeService.with { service, client in
            service.script(Self.list, .error(503, "temporarily_unavailable", retryAfter: 86_400))
            let cause = await cause { _ = try await client.credentials() }
            #expect(cause == .refused(Refusal(503, "temporarily_unavailable", "no", retryAfter: 86_400)))
            #expect(service.requests(at: Self.list).count == 1)
        }
    }

    @Test func `asks again over a new connection when the kept one was closed under it`() async throws {
        try await FakeService.with { service, client in
            _ = try await client.credentials()
            service.script(Self.list, .text(""))
            let credentials = try await client.credentials()
            #expect(credentials.count == 1)
            #expect(service.requests(at: Self.list).count == 3)
        }
    }

    static let lastAnswers = [
        "HTTP/1.0 200 OK\r\nContent-Type: application/json\r\nContent-Length: 21\r\n\r\n{\"credentialIDs\": []}",
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: foo, Close\r\nContent-Length: 21\r\n\r\n"
            + "{\"credentialIDs\": []}",
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"credentialIDs\": []}",
    ]

    /// A call that is made once must not meet a connection that the server has announced to close.
    @Test(arguments: lastAnswers) func `uses no connection after its last answer`(_ last: String) async throws {
        try await FakeService.with { service, client in
            let credential = try await client.credentials()[0]
            for _ in 0..<20 {
                service.script(Self.list, .text(last))
                let none = try await client.credentials()
                #expect(none.isEmpty)
                _ = try await client.authorize([hash("a")], with: credential)
            }
        }
    }

    @Test func `waits for a person's approval, with the newest handle`() async throws {
        try await FakeService.with { service, client in
            let credential = try await client.credentials()[0]
            service.script(Self.authorize, .json(202, ["handle": "one"], ("Retry-After", "1")))
            service.script(Self.check, .json(202, ["handle": "two"]), .json(["SAD": "late"]))
            let sad = try await client.authorize([hash("a")], with: credential, authData: [.init(id: "fido")])
            #expect(sad == "late")
            let handles = try service.requests(at: Self.check).map { try JSONValue.parse($0.body)["handle"]?.string }
            #expect(handles == ["one", "two"])
            let asked = try JSONValue.parse(service.requests(at: Self.authorize)[0].body)
            #expect(
                asked == [
                    "credentialID": "credential-1", "numSignatures": 1,
                    "hashes": ["YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE="],
                    "hashAlgorithmOID": "2.16.840.1.101.3.4.2.1", "authData": [["id": "fido"]],
                ]
            )
        }
    }

    @Test func `does not wait for an approval for ever`() async throws {
        try await FakeService.with {
            $0.patience.pending = .seconds(3)
        } body: { service, client in
            let credential = try await client.credentials()[0]
            service.script(Self.authorize, .json(202, ["handle": "one"]))
            for _ in 0..<9 { service.script(Self.check, .json(202, ["handle": "one"])) }
            let cause = await cause { _ = try await client.authorize([hash("a")], with: credential) }
            #expect(cause == .stillPending)
            #expect(service.requests(at: Self.check).count == 3)
        }
    }

    @Test func `fetches signatures that come later`() async throws {
        try await FakeService.with { service, client in
            let credential = try await client.credentials()[0]
            let signature = service.signer.signature(of: hash("a"))
            service.script(
                Self.polling,
                .json(202, ["error": "accepted_request"], ("Retry-After", "2")),
                .error(429, "temporarily_unavailable"),
                .json(["signatures": [.string(signature)]])
            )
            let signatures = try await client.sign(
                [hash("a")],
                with: credential,
                mode: .asynchronous(validityPeriod: 60_000)
            )
            #expect(signatures.count == 1)
            let body = try JSONValue.parse(service.requests(at: Self.signHash)[0].body)
            #expect(body["operationMode"] == "A" && body["validity_period"] == 60_000)
            let asked = try service.requests(at: Self.polling).map { try JSONValue.parse($0.body)["requestID"]?.string }
            #expect(asked == ["response-1", "response-1", "response-1"])
        }
    }

    @Test func `verifies signatures that come later, too`() async throws {
        try await FakeService.with { service, client in
            let credential = try await client.credentials()[0]
            let signature = service.signer.signature(of: hash("b"))
            service.script(Self.polling, .json(["signatures": [.string(signature)]]))
            let cause = await cause { _ = try await client.sign([hash("a")], with: credential, mode: .asynchronous()) }
            #expect(cause == .signatures(.invalid(index: 0)))
        }
    }

    @Test func `extends the authorization between two calls`() async throws {
        try await FakeService.with { service, client in
            let credential = try await client.credentials()[0]
            let extend = FakeService.csc("credentials/extendTransaction")
            service.script(Self.authorize, .json(["SAD": "sad-1"]))
            service.script(extend, .json(["SAD": "sad-2"]), .json(["SAD": "sad-3"]))
            #expect(try await client.signOneByOne([hash("a"), hash("b"), hash("c")], with: credential).count == 3)
            let first = try JSONValue.parse(service.requests(at: Self.authorize)[0].body)
            #expect(first["numSignatures"] == 3 && first["hashes"]?.array?.count == 1)
            let extended = try service.requests(at: extend).map { try JSONValue.parse($0.body)["SAD"]?.string }
            #expect(extended == ["sad-1", "sad-2"])
            let spent = try service.requests(at: Self.signHash).map { try JSONValue.parse($0.body)["SAD"]?.string }
            #expect(spent == ["sad-1", "sad-2", "sad-3"])
        }
    }
}
