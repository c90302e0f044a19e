import Foundation
import Simulation
import TestSupport
import Testing
import VendorDouble

@testable import HPKISimulator

/// Faults of connections and bytes, as a client's socket sees them.
@Suite struct ConnectionFaultTests {
    typealias Listener = SpoiledConnections.Listener

    private func spoiled(_ listener: Listener, _ body: (SpoiledConnections) async throws -> Void) async throws {
        try await Vendor.withSimulator { try await body(SpoiledConnections(simulator: $0, listener: listener)) }
    }

    @Test(arguments: Listener.allCases)
    func `ends a connection before, during and after an answer`(_ listener: Listener) async throws {
        try await spoiled(listener) { connections in
            for point in ["http.request", "http.answer"] {
                try await connections.plan(point, "drop")
                #expect(try await connections.exchange() == ("", "fin"), "\(point)")
                try await connections.plan(point, "reset")
                #expect(try await connections.exchange() == ("", "reset"), "\(point)")
            }
            for place in ["during", "after"] {
                try await connections.plan("http.answer", #"{"reset":{"at":"\#(place)"}}"#)
                let connection = try await connections.open()
                try await connection.send(SpoiledConnections.request)
                let seen = try await connection.received(containing: place == "during" ? "{\"error\"" : "}")
                #expect(String(decoding: seen, as: UTF8.self).hasPrefix("HTTP/1.1 404 Not Found\r\n"))
                #expect(try await connections.end(of: connection).end == "reset")
                try await connection.close()
            }
        }
    }

    @Test(arguments: Listener.allCases)
    func `cuts the body and keeps its announced length`(_ listener: Listener) async throws {
        try await spoiled(listener) { connections in
            try await connections.plan("http.answer", #"{"truncate":{"bytes":8}}"#)
            let cut = try await connections.exchange()
            let parts = cut.text.components(separatedBy: "\r\n\r\n")
            #expect(parts.count == 2 && parts[1] == #"{"error""# && cut.end == "fin")
            let length = parts[0].firstMatch(of: /Content-Length: (\d+)/)?.1
            #expect(try #require(Int(length ?? "")) > 8)
            try await connections.plan("http.answer", #"{"truncate":{"fraction":0}}"#)
            #expect(try await connections.exchange().text.hasSuffix("\r\n\r\n"))
        }
    }

    @Test(arguments: Listener.allCases)
    func `says nothing until the client leaves`(_ listener: Listener) async throws {
        try await spoiled(listener) { connections in
            for point in ["http.request", "http.answer"] {
                try await connections.plan(point, "hang")
                let connection = try await connections.open()
                try await connection.send(SpoiledConnections.request)
                try await connection.endOutput()
                #expect(try await connections.end(of: connection) == ("", "fin"))
                try await connection.close()
                try await connections.plan(point, #"{"hang":{"for":"50ms"}}"#)
                #expect(try await connections.exchange() == ("", "fin"))
            }
        }
    }

    @Test(arguments: Listener.allCases)
    func `sends bytes that are no HTTP, the same for a seed`(_ listener: Listener) async throws {
        try await spoiled(listener) { connections in
            try await connections.plan("http.answer", #"{"garbage":{"bytes":40}}"#)
            let connection = try await connections.open()
            try await connection.send(SpoiledConnections.request)
            #expect(try await connection.receivedToEnd().count == 40)
            try await connection.close()
            try await connections.plan("http.answer", "malformed-chunk")
            let broken = try await connections.exchange()
            #expect(broken.text.lowercased().contains("\r\ntransfer-encoding: chunked\r\n"))
            #expect(broken.text.contains("\r\n\r\nzz\r\n"))
            #expect(broken.end == "fin")
        }
    }

    @Test(arguments: Listener.allCases)
    func `slow and sliced answers are whole`(_ listener: Listener) async throws {
        try await spoiled(listener) { connections in
            let plain = try await body(of: connections)
            for effect in [
                #"{"dribble":{"over":"100ms","chunks":4}}"#, #"{"bandwidth":{"rate":2000}}"#, "slice",
                #"{"delay":"20ms"}"#, #"{"delay":{"median":"5ms","sigma":0.5}}"#,
            ] {
                try await connections.plan("http.answer", effect)
                #expect(try await body(of: connections) == plain, "\(effect)")
            }
        }
    }

    private func body(of connections: SpoiledConnections) async throws -> String {
        let connection = try await connections.open()
        try await connection.send(SpoiledConnections.request)
        let bytes = try await connection.received(containing: "}")
        try await connection.close()
        let text = String(decoding: bytes, as: UTF8.self)
        return text.components(separatedBy: "\r\n\r\n").last ?? ""
    }

    @Test(arguments: Listener.allCases)
    func `drops a kept connection without a word`(_ listener: Listener) async throws {
        try await spoiled(listener) { connections in
            try await connections.plan("http.answer", "stale", when: .first(1))
            let connection = try await connections.open()
            try await connection.send(SpoiledConnections.request)
            _ = try await connection.received(containing: "}")
            try await connection.send(SpoiledConnections.request)
            #expect(try await connections.end(of: connection).end == "reset")
            try await connection.close()
            #expect(try await body(of: connections).hasPrefix("{"))
        }
    }

    @Test func `spoils handshakes`() async throws {
        try await spoiled(.signing) { connections in
            for effect in ["reset", #"{"reset":{"after":"server-hello"}}"#] {
                try await connections.plan("tls.handshake", effect)
                let end = try await connections.exchange().end
                #expect(["reset", "closed during the handshake"].contains(end), "\(effect)")
            }
            try await connections.plan("tls.handshake", #"{"delay":"30ms"}"#)
            #expect(try await body(of: connections).hasPrefix("{"))
            // Without TLS on the client's side the bytes themselves are seen.
            for (effect, count) in [("drop", 0), (#"{"garbage":{"bytes":30}}"#, 30), ("hang", 0)] {
                try await connections.plan("tls.handshake", effect)
                let port = Vendor.port(connections.simulator.ready.signingURL)
                let raw = try await RawConnection.open(host: "127.0.0.1", port: port)
                try await raw.send([0x16, 0x03, 0x01, 0x00, 0x05, 0x01])
                if effect == "hang" { try await raw.endOutput() }
                #expect(try await raw.receivedToEnd().count == count, "\(effect)")
                try await raw.close()
            }
        }
    }

    @Test func `never stands in the way of the admin API`() async throws {
        try await Vendor.withSimulator { simulator in
            let vendor = try await Vendor(simulator)
            try await vendor.command("fault.add", ["id": "r", "point": "http.request", "effect": "hang"])
            #expect(try await vendor.command("fault.clear").status == 200)
        }
    }
}
