import NIOCore
import OpenSSL
import Simulation
import TestSupport

@testable import HPKISimulator

/// What a connection of a client saw under one fault rule.
struct SpoiledConnections {
    /// `portal` in the clear, `signing` within TLS.
    enum Listener: String, CaseIterable {
        case portal
        case signing
    }

    let simulator: Simulator
    let listener: Listener

    /// The rule alone in the plan.
    func plan(_ point: String, _ effect: String, when: Occurrence = .always) async throws {
        let faults = simulator.parts.simulation.faults
        try await faults.removeAll()
        let effect: JSONValue = effect.hasPrefix("{") ? try .parse(effect) : .string(effect)
        try await faults.add(FaultRule(id: "r", point: point, when: when, effect: try effect.decode()))
    }

    func open() async throws -> RawConnection {
        switch listener {
        case .portal:
            try await RawConnection.open(host: "127.0.0.1", port: Vendor.port(simulator.ready.portalURL))
        case .signing: try await Vendor.connectRaw(simulator)
        }
    }

    /// An unknown path: the same 404 in JSON on both listeners.
    static let request = "GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n"

    /// What came, and `fin` or the error at its end.
    func exchange() async throws -> (text: String, end: String) {
        let connection = try await open()
        // The end may come first.
        try? await connection.send(Self.request)
        let seen = try await end(of: connection)
        try await connection.close()
        return seen
    }

    func end(of connection: RawConnection) async throws -> (text: String, end: String) {
        do {
            let bytes = try await connection.receivedToEnd()
            return (String(decoding: bytes, as: UTF8.self), "fin")
        } catch let error as IOError where error.errnoCode == 104 {
            return ("", "reset")
        } catch let error as TLSError {
            return ("", "\(error)")
        }
    }
}
