import Foundation
import NIOCore
import NIOOpenSSL
import OpenSSL
import TestSupport
import Testing
import VendorDouble

@testable import HPKISimulator

/// Connections that are no use to anybody: each is ended, and the others do not notice.
@Suite(.timeLimit(.minutes(5))) struct ConnectionTests {
    private static let impatient: SimulatorConfiguration = {
        var configuration = SimulatorConfiguration()
        configuration.idleTimeout = .seconds(3)
        configuration.handshakeTimeout = .seconds(3)
        return configuration
    }()

    /// What a client sends before it falls silent.
    struct Half: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
    }

    static let halves = [
        Half(testDescription: "nothing", text: ""),
        Half(testDescription: "half a request line", text: "POST /csc/v2/in"),
        Half(testDescription: "half of the head", text: "POST /csc/v2/info HTTP/1.1\r\nHost: localhost\r\nX-A: b\r\n"),
        Half(
            testDescription: "half of the body",
            text: "POST /csc/v2/info HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: 100\r\n\r\n{\"lang\":"
        ),
        Half(
            testDescription: "half of a chunk",
            text: "POST /csc/v2/info HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n20\r\n{\"lang\":"
        ),
    ]

    @Test(arguments: halves) func `ends half a request on the portal`(_ half: Half) async throws {
        try await Vendor.withSimulator(Self.impatient) { simulator in
            let connection = try await RawConnection.open(
                host: "127.0.0.1",
                port: Vendor.port(simulator.ready.portalURL)
            )
            try await connection.send(half.text.replacing("/csc/v2/info", with: "/_sim/commands"))
            _ = try await connection.receivedToEnd()
            try await expectService(of: simulator)
        }
    }

    @Test(arguments: halves) func `ends half a request over mutual TLS`(_ half: Half) async throws {
        try await Vendor.withSimulator(Self.impatient) { simulator in
            let connection = try await Vendor.connectRaw(simulator)
            try await connection.send(half.text)
            _ = try await connection.receivedToEnd()
            try await expectService(of: simulator)
        }
    }

    /// TCP, and then half a ClientHello or nothing.
    @Test(arguments: [[], [0x16, 0x03, 0x01, 0x02, 0x00, 0x01]] as [[UInt8]])
    func `ends half a handshake`(_ bytes: [UInt8]) async throws {
        try await Vendor.withSimulator(Self.impatient) { simulator in
            let connection = try await RawConnection.open(
                host: "127.0.0.1",
                port: Vendor.port(simulator.ready.signingURL)
            )
            try await connection.send(bytes)
            _ = try await connection.receivedToEnd()
            try await expectService(of: simulator)
        }
    }

    @Test func `serves others while one has sent half a request`() async throws {
        try await Vendor.withSimulator { simulator in
            let half = try await Vendor.connectRaw(simulator)
            try await half.send(Self.halves[3].text)
            try await expectService(of: simulator)
            // The rest comes late, and is answered all the same.
            try await half.send(#""ja-JP"}"# + String(repeating: " ", count: 84))
            _ = try await half.received(containing: "\"specs\":\"2.0.0.0\"")
            try await half.close()
        }
    }

    /// As Java's HttpClient asks every plain server, unless it is told not to.
    @Test(arguments: ["h2c", "websocket"])
    func `answers who asks for another protocol, and ends the connection`(_ name: String) async throws {
        try await Vendor.withSimulator { simulator in
            for listener in [simulator.ready.portalURL, simulator.ready.signingURL] {
                let port = Vendor.port(listener)
                let connection =
                    listener.hasPrefix("https")
                    ? try await Vendor.connectRaw(simulator)
                    : try await RawConnection.open(host: "127.0.0.1", port: port)
                try await connection.send(
                    "GET / HTTP/1.1\r\nHost: localhost:\(port)\r\nConnection: Upgrade, HTTP2-Settings\r\n"
                        + "Upgrade: \(name)\r\nHTTP2-Settings: AAEAAEAA\r\n\r\n"
                )
                let answer = String(decoding: try await connection.receivedToEnd(), as: UTF8.self).lowercased()
                #expect(answer.hasPrefix(listener.hasPrefix("https") ? "http/1.1 404" : "http/1.1 200"), "\(answer)")
                #expect(answer.contains("\r\nconnection: close\r\n"))
            }
        }
    }

    @Test func `ends a request line of a mebibyte`() async throws {
        try await Vendor.withSimulator { simulator in
            let connection = try await Vendor.connectRaw(simulator)
            let line = "GET /" + String(repeating: "a", count: 1 << 20) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"
            try? await connection.send(line)
            let answer = try await connection.receivedToEnd()
            #expect(answer.starts(with: Array("HTTP/1.1 4".utf8)), "\(String(decoding: answer, as: UTF8.self))")
            try await expectService(of: simulator)
        }
    }

    @Test func `ends ten thousand header lines over mutual TLS`() async throws {
        try await Vendor.withSimulator { simulator in
            let connection = try await Vendor.connectRaw(simulator)
            let lines = (0..<10_000).map { "X-\($0): a\r\n" }.joined()
            try? await connection.send("GET / HTTP/1.1\r\nHost: localhost\r\n\(lines)\r\n")
            let answer = try await connection.receivedToEnd()
            #expect(answer.starts(with: Array("HTTP/1.1 4".utf8)), "\(String(decoding: answer, as: UTF8.self))")
            try await expectService(of: simulator)
        }
    }

    @Test func `answers plain HTTP on the TLS port with the page that nginx has for it`() async throws {
        try await Vendor.withSimulator { simulator in
            let connection = try await RawConnection.open(
                host: "127.0.0.1",
                port: Vendor.port(simulator.ready.signingURL)
            )
            try await connection.send("POST /csc/v2/info HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}")
            let answer = String(decoding: try await connection.receivedToEnd(), as: UTF8.self)
            #expect(answer.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
            #expect(answer.contains("The plain HTTP request was sent to HTTPS port"))
            try await expectService(of: simulator)
        }
    }

    static let garbage = [
        NamedArgument("SSH", Array("SSH-2.0-OpenSSH_9.2\r\n".utf8)),
        NamedArgument("5,000 zeros", [UInt8](repeating: 0, count: 5000)),
        NamedArgument("70,000 ones", [UInt8](repeating: 0xFF, count: 70_000)),
        // RFC 8446, section 5.1.
        NamedArgument(
            "a record with a length that none may have",
            [0x16, 0x03, 0x03, 0xFF, 0xFF] + [UInt8](repeating: 1, count: 65_535)
        ),
    ]

    /// The server stops reading at the first wrong byte: what was still on its way may be answered by a reset.
    @Test(arguments: garbage) func `ends what is no TLS`(_ garbage: NamedArgument<[UInt8]>) async throws {
        try await Vendor.withSimulator { simulator in
            let connection = try await RawConnection.open(
                host: "127.0.0.1",
                port: Vendor.port(simulator.ready.signingURL)
            )
            try? await connection.send(garbage.value)
            do {
                _ = try await connection.receivedToEnd()
            } catch let error as IOError {
                #expect(error.errnoCode == ECONNRESET)
            }
            try await expectService(of: simulator)
        }
    }

    private func expectService(of simulator: Simulator) async throws {
        let signing = try await Vendor.connect(simulator)
        #expect(try await signing.send(.json("/csc/v2/info", "{}")).status == 200)
        try await signing.close()
        // Opened only now: an impatient server ends what stands idle, on a slow machine this too.
        let port = Vendor.port(simulator.ready.portalURL)
        let portal = try await ClientConnection.open(host: "127.0.0.1", port: port)
        #expect(try await portal.send(.get("/logo.png")).status == 200)
        try await portal.close()
    }
}
