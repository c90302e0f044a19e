import Foundation
import NIOCore
import NIOOpenSSL
import OpenSSL
import TestSupport
import Testing

@testable import WebFront

/// How the front behaves around the refusals: requests in pieces, HEAD, no TLS, policies that change.
struct MutualTLSFrontTests {
    private let pki: TLSTestPKI
    private static let request = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"

    init() throws {
        pki = try TLSTestPKI.shared
    }

    @Test func `a connection is kept open for more requests`() async throws {
        try await MutualTLSTestFront.withRunning(pki.server(pki.policy())) { front in
            let client = try await front.connect(pki.client())
            for _ in 1...3 { try await client.send(Self.request) }
            try await client.endOutput()
            let answers = String(decoding: try await client.receivedToEnd(), as: UTF8.self)
            #expect(answers.components(separatedBy: "hello TEST good").count == 4)
            try await client.close()
            #expect(front.outcomes.count == 1)
        }
    }

    @Test func `without a policy nobody is asked for a certificate`() async throws {
        try await MutualTLSTestFront.withRunning(pki.server(nil)) { front in
            let client = try await front.connect(pki.client())
            try await client.send(Self.request)
            _ = try await client.received(containing: "hello stranger")
            try await client.close()
            #expect(front.outcomes.map(\.verdict) == [.notJudged])
        }
    }

    @Test func `a refused request is answered once its head is complete`() async throws {
        try await MutualTLSTestFront.withRunning(pki.server(pki.policy(style: .http401))) { front in
            let client = try await front.connect(pki.client(.none))
            for character in "POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\n" { try await client.send(String(character)) }
            let answer = String(decoding: try await client.receivedToEnd(), as: UTF8.self)
            #expect(answer.hasPrefix("HTTP/1.1 401 Unauthorized\r\n"))
            #expect(answer.components(separatedBy: "HTTP/1.1").count == 2)
        }
    }

    @Test func `a refused request with a long body sees the answer and no reset`() async throws {
        try await MutualTLSTestFront.withRunning(pki.server(pki.policy(.revoked, style: .http400))) { front in
            let client = try await front.connect(pki.client(.revoked))
            let head = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000000\r\n\r\n"
            try? await client.send(head)
            try? await client.send([UInt8](repeating: 0x61, count: 2_000_000))
            let answer = String(decoding: try await client.receivedToEnd(), as: UTF8.self)
            #expect(answer.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
            #expect(answer.hasSuffix("</html>\r\n"))
        }
    }

    @Test func `a head without end is answered all the same`() async throws {
        try await MutualTLSTestFront.withRunning(pki.server(pki.policy(style: .http403))) { front in
            let client = try await front.connect(pki.client(.none))
            try await client.send([UInt8](repeating: 0x61, count: 40_000))
            let answer = String(decoding: try await client.receivedToEnd(), as: UTF8.self)
            #expect(answer.hasPrefix("HTTP/1.1 403 Forbidden\r\n"))
        }
    }

    @Test func `a refused client that asks for nothing is closed`() async throws {
        let server = try pki.server(pki.policy(style: .http401))
        try await MutualTLSTestFront.withRunning(server, requestTimeout: .milliseconds(50)) { front in
            let client = try await front.connect(pki.client(.none))
            #expect(try await client.receivedToEnd() == [])
        }
    }

    @Test(arguments: [FrontStyle.http400, .http401])
    func `HEAD is answered without a body`(style: FrontStyle) async throws {
        try await MutualTLSTestFront.withRunning(pki.server(pki.policy(style: style))) { front in
            let client = try await front.connect(pki.client(.none))
            try await client.send("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            let answer = String(decoding: try await client.receivedToEnd(), as: UTF8.self)
            #expect(answer.contains(style == .http400 ? "Content-Length: 237\r\n" : "Content-Length: 78\r\n"))
            #expect(answer.hasSuffix("\r\n\r\n"))
        }
    }

    @Test(arguments: FrontStyle.allCases)
    func `HTTP without TLS is told so`(style: FrontStyle) async throws {
        try await MutualTLSTestFront.withRunning(pki.server(pki.policy(style: style))) { front in
            let client = try await RawConnection.open(host: "127.0.0.1", port: front.port)
            try await client.send(Self.request)
            let answer = String(decoding: try await client.receivedToEnd(), as: UTF8.self)
            let expected = """
                HTTP/1.1 400 Bad Request
                Server: nginx/1.22.1
                \(MutualTLSTestFront.dateField)
                Content-Type: text/html
                Content-Length: 255
                Connection: close

                <html>
                <head><title>400 The plain HTTP request was sent to HTTPS port</title></head>
                <body>
                <center><h1>400 Bad Request</h1></center>
                <center>The plain HTTP request was sent to HTTPS port</center>
                <hr><center>nginx/1.22.1</center>
                </body>
                </html>

                """
            #expect(answer == expected.replacing("\n", with: "\r\n"))
            try await client.close()
            #expect(front.outcomes.map(\.failure) == [TLSError(.plainHTTP)])
        }
    }

    @Test func `policies change while the front runs`() async throws {
        try await MutualTLSTestFront.withRunning(pki.server(pki.policy())) { front in
            let subject = ClientCertificateCase.revoked
            let before = try await front.connect(pki.client(subject))
            try await before.send(Self.request)
            _ = try await before.received(containing: "hello TEST revoked")

            try front.context.replaceClientCertificates(pki.policy(.revoked, style: .http403))
            let after = try await front.connect(pki.client(subject))
            try await after.send(Self.request)
            let answer = String(decoding: try await after.receivedToEnd(), as: UTF8.self)
            #expect(answer.contains("client_certificate_revoked"))

            // A connection that was let in stays in.
            try await before.send("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            let all = String(decoding: try await before.receivedToEnd(), as: UTF8.self)
            #expect(all.components(separatedBy: "HTTP/1.1 200 OK").count == 3)
        }
    }

    @Test(arguments: [CANames.sent, .empty])
    func `the authorities are named when told so`(caNames: CANames) async throws {
        try await MutualTLSTestFront.withRunning(pki.server(pki.policy(caNames: caNames))) { front in
            let result = try await ProcessRunner.run(
                "openssl",
                ["s_client", "-connect", "127.0.0.1:\(front.port)", "-tls1_2"],
                environment: ["OPENSSL_CONF": "/dev/null"]
            )
            let name = "C = JP, O = TEST - NOT FOR PRODUCTION, CN = TEST Client Root"
            let list = "Acceptable client certificate CA names\n\(name)\n"
            #expect(result.outputText.contains(list) == (caNames == .sent))
            #expect(result.outputText.contains("No client certificate CA names sent") == (caNames == .empty))
        }
    }

    @Test func `a resumed session is let in although its certificate was revoked meanwhile`() async throws {
        try await MutualTLSTestFront.withRunning(pki.server(pki.policy(), sessionTickets: true)) { front in
            let files = try TemporaryDirectory()
            let client = try OpenSSLClient(RejectionCase(subject: .revoked, version: .tls13, style: .alertOpenSSL), pki)
            let request = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            let session = files.path("session.pem")
            let first = try await client.run(port: front.port, sending: request, ["-sess_out", session])
            #expect(first.outputText.hasSuffix("hello TEST revoked"))
            try front.context.replaceClientCertificates(pki.policy(.revoked))
            let resumed = try await client.run(port: front.port, sending: request, ["-sess_in", session])
            #expect(resumed.outputText.hasSuffix("hello TEST revoked"))
            let fresh = try await client.run(port: front.port, sending: request)
            #expect(fresh.errorText.contains("SSL alert number 44\n"))
            #expect(front.outcomes.map(\.isResumed) == [false, true, false])
        }
    }
}
