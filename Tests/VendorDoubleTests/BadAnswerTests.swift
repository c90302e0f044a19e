import Foundation
import Simulation
import TestSupport
import Testing
import VendorDouble

/// Answers that are none: each becomes one exact failure, within bounds.
@Suite(.timeLimit(.minutes(5))) struct BadAnswerTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let answer: FakeAnswer
        let cause: VendorFailure.Cause
        let testDescription: String

        init(_ testDescription: String, _ answer: FakeAnswer, _ cause: VendorFailure.Cause) {
            self.testDescription = testDescription
            self.answer = answer
            self.cause = cause
        }
    }

    private static let page = """
        <html>\r\n<head><title>400 No required SSL certificate was sent</title></head>\r\n<body>\r\n</body>\r\n</html>\r\n
        """

    static let cases = [
        Case(
            "a page of a proxy",
            .http(200, type: "text/html", fields: [], body: page),
            .unreadable(UnreadableAnswer(200, .notJSON(contentType: "text/html")))
        ),
        Case(
            "nginx's page",
            .http(400, type: "text/html", fields: [], body: page),
            .refused(Refusal(400, nil, "400 No required SSL certificate was sent"))
        ),
        Case(
            "no type",
            .http(200, type: nil, fields: [], body: "{}"),
            .unreadable(UnreadableAnswer(200, .notJSON(contentType: nil)))
        ),
        Case(
            "malformed JSON",
            .http(200, type: "application/json", fields: [], body: #"{"signatures":["#),
            .unreadable(UnreadableAnswer(200, .malformedJSON))
        ),
        Case("no member", .json([:]), .unreadable(UnreadableAnswer(200, .member("signatures")))),
        Case(
            "a member of another type",
            .json(["signatures": [1]]),
            .unreadable(UnreadableAnswer(200, .member("signatures/0")))
        ),
        Case("202", .json(202, [:]), .unreadable(UnreadableAnswer(202, .unexpectedStatus))),
        Case(
            "302",
            .http(302, type: nil, fields: [("Location", "https://elsewhere.test/")], body: ""),
            .unreadable(UnreadableAnswer(302, .unexpectedStatus))
        ),
        Case(
            "a CSC error",
            .error(400, "invalid_request", "SAD expired"),
            .refused(Refusal(400, "invalid_request", "SAD expired"))
        ),
        Case("an error without a body", .http(500, type: nil, fields: [], body: ""), .refused(Refusal(500, nil))),
        Case(
            "429",
            .error(429, "temporarily_unavailable", "later", retryAfter: 7),
            .refused(Refusal(429, "temporarily_unavailable", "later", retryAfter: 7))
        ),
        Case(
            "503",
            .error(503, "temporarily_unavailable", "later"),
            .refused(Refusal(503, "temporarily_unavailable", "later"))
        ),
        Case("no byte", .text(""), .closedWithoutAnswer),
        Case(
            "half a body",
            .text("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"sign"),
            .truncated
        ),
        Case("half a head", .text("HTTP/1.1 200 OK\r\nContent-Ty"), .truncated),
        Case(
            "a reset inside the body",
            .reset(after: Array("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"sign".utf8)),
            .reset
        ),
        Case("a reset", .reset(after: []), .reset),
        Case(
            "a body beyond the bound",
            .http(200, type: "application/json", fields: [], body: String(repeating: " ", count: 70_000)),
            .answerTooLong(limit: 65_536)
        ),
        Case("silence", .silence, .deadlineExceeded),
        Case(
            "100 Continue and then silence",
            .http(100, type: nil, fields: [], body: ""),
            .deadlineExceeded
        ),
    ]

    /// signHash: nothing of this makes it be asked a second time.
    @Test(arguments: cases) func `reports`(_ bad: Case) async throws {
        try await FakeService.with {
            $0.patience.answer = .milliseconds(500)
            $0.answerLimit = 65_536
        } body: { service, client in
            let credential = try await client.credentials()[0]
            let sad = try await client.authorize([hash("a")], with: credential)
            service.script(FakeService.csc("signatures/signHash"), bad.answer)
            let failure = await #expect(throws: VendorFailure.self) {
                _ = try await client.signHash([hash("a")], sad, with: credential)
            }
            #expect(failure?.cause == bad.cause)
            #expect(failure?.call == "POST /csc/v2/signatures/signHash")
            #expect(service.requests(at: FakeService.csc("signatures/signHash")).count == 1)
        }
    }

    static let noHTTP = [
        NamedArgument("SSH", "SSH-2.0-OpenSSH_9.2\r\n"), NamedArgument("no status", "HTTP/1.1 abc\r\n\r\n"),
        NamedArgument("zeros", "\u{0}\u{0}\u{0}"),
        NamedArgument("300 fields", "HTTP/1.1 200 OK\r\n" + String(repeating: "A: b\r\n", count: 300) + "\r\n"),
        NamedArgument("a long field", "HTTP/1.1 200 OK\r\nA: " + String(repeating: "b", count: 90_000) + "\r\n\r\n"),
        NamedArgument("a negative length", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"),
        NamedArgument("no chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
    ]

    @Test(arguments: noHTTP) func `says that it is no HTTP`(_ text: NamedArgument<String>) async throws {
        try await FakeService.with { service, client in
            service.script(FakeService.csc("info"), .text(text.value))
            let cause = await cause { _ = try await client.service() }
            guard case .malformedHTTP = cause else {
                Issue.record("\(String(describing: cause))")
                return
            }
        }
    }

    /// Total: whatever comes, there is an answer or a failure, and the next call is not harmed by it.
    @Test func `bears any bytes`() async throws {
        try await FakeService.with {
            $0.patience.answer = .milliseconds(500)
        } body: { service, client in
            var generator = SeededBytes(seed: 42)
            let good = Array("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}".utf8)
            for _ in 0..<300 {
                service.script(FakeService.csc("info"), .bytes(generator.mutated(good)))
                await #expect(throws: VendorFailure.self) { _ = try await client.service() }
            }
            // A call on a connection that the one before has spoilt may have fetched no answer.
            service.behave()
            let info = try await client.service()
            #expect(info.specs == "2.0.0.0")
        }
    }

    @Test func `says that nobody listens`() async throws {
        let port = try await FreePort.find()
        try await FakeService.with {
            $0.signingURL = "http://127.0.0.1:\(port)"
        } body: { _, client in
            let cause = await cause { _ = try await client.service() }
            guard case .unreachable = cause else {
                Issue.record("\(String(describing: cause))")
                return
            }
        }
    }
}
