import NIOCore
import NIOOpenSSL
import OpenSSL
import TestSupport
import Testing

/// Connections that never become TLS: each ends soon, and says why.
struct BadStartTests {
    private let pki: TLSTestPKI
    private let short = TLSTimeouts(handshake: .minutes(1), closing: .milliseconds(100))

    init() throws {
        pki = try TLSTestPKI.shared
    }

    @Test(arguments: ["", "\u{16}\u{3}\u{1}\u{2}"])
    func `half a handshake is given up`(start: String) async throws {
        let timeouts = TLSTimeouts(handshake: .milliseconds(100), closing: .milliseconds(100))
        try await TLSTestServer.withRunning(pki.server(nil), timeouts: timeouts) { server in
            let client = try await RawConnection.open(host: "127.0.0.1", port: server.port)
            try await client.send(start)
            #expect(try await client.receivedToEnd() == [])
            // The client keeps its side open: the server does not wait for it for ever.
            try await server.events.untilInactive()
            #expect(server.events.errors == [TLSError(.handshakeTimedOut)])
            #expect(server.events.outcomes.map(\.failure) == [TLSError(.handshakeTimedOut)])
            try await client.close()
        }
    }

    @Test(arguments: ["", "\u{16}\u{3}\u{1}\u{2}"], [true, false])
    func `an end during the handshake is a failure`(start: String, allowsHalfClosure: Bool) async throws {
        try await TLSTestServer.withRunning(pki.server(nil), allowsHalfClosure: allowsHalfClosure) { server in
            let client = try await RawConnection.open(host: "127.0.0.1", port: server.port)
            try await client.send(start)
            try await client.endOutput()
            #expect(try await client.receivedToEnd() == [])
            try await server.events.untilInactive()
            let code: TLSError.Code = start.isEmpty ? .closedUnused : .closedDuringHandshake
            #expect(server.events.outcomes.map(\.failure) == [TLSError(code)])
            #expect(server.events.errors == [TLSError(code)])
        }
    }

    @Test func `garbage is refused`() async throws {
        try await TLSTestServer.withRunning(pki.server(nil), timeouts: short) { server in
            let client = try await RawConnection.open(host: "127.0.0.1", port: server.port)
            try await client.send([UInt8](repeating: 0x80, count: 5000))
            _ = try await client.receivedToEnd()
            try await server.events.untilInactive()
            let outcome = try #require(server.events.outcomes.first)
            #expect(outcome.failure == TLSError(.handshakeFailed))
            #expect(outcome.version == nil)
            try await client.close()
        }
    }

    @Test func `a broken hello is refused with an alert in the clear`() async throws {
        try await TLSTestServer.withRunning(pki.server(nil), timeouts: short) { server in
            let client = try await RawConnection.open(host: "127.0.0.1", port: server.port)
            // A handshake record with a ClientHello of four bytes.
            try await client.send([0x16, 3, 1, 0, 8, 1, 0, 0, 4, 3, 3, 0, 0])
            let answer = try await client.receivedToEnd()
            // Alert, fatal, decode_error (RFC 8446, section 6).
            #expect(answer.first == 0x15)
            #expect(answer.suffix(2) == [2, 50])
            #expect(server.events.outcomes.map(\.alertSent) == [.decodeError])
            try await client.close()
        }
    }

    @Test(arguments: ["GET / HTTP/1.1\r\n", "HEAD", "OPTIONS * HTTP/1.1\r\n\r\n"])
    func `an HTTP request is answered in the clear`(request: String) async throws {
        let answer = { @Sendable (request: PlainHTTPRequest) in Array("answer to \(request.method)".utf8) }
        try await TLSTestServer.withRunning(pki.server(nil), timeouts: short, plainHTTPAnswer: answer) { server in
            let client = try await RawConnection.open(host: "127.0.0.1", port: server.port)
            try await client.send(request)
            let method = request.prefix { $0.isLetter }
            #expect(try await client.receivedToEnd() == Array("answer to \(method)".utf8))
            try await client.close()
            try await server.events.untilInactive()
            #expect(server.events.errors == [TLSError(.plainHTTP)])
        }
    }

    @Test func `an HTTP request gets nothing where there is no answer for it`() async throws {
        try await TLSTestServer.withRunning(pki.server(nil)) { server in
            let client = try await RawConnection.open(host: "127.0.0.1", port: server.port)
            try await client.send("GET / HTTP/1.1\r\n\r\n")
            #expect(try await client.receivedToEnd() == [])
            #expect(server.events.errors == [TLSError(.plainHTTP)])
            try await client.close()
        }
    }
}
