public import Foundation
import Simulation

/// Something that happens in the simulated world, by the same names as in scenarios and the admin API (`EVENTS.md` has
/// them all).
///
/// ```swift
/// try await simulator.perform(.revokeClientCertificate(reason: "superseded"))
/// try await simulator.perform(.init("card.remove", ["card": "hpki-doctor"]))
/// ```
public struct SimulatorCommand: Hashable, Sendable {
    public var name: String
    public var arguments: [String: SimulatorValue]

    public init(_ name: String, _ arguments: [String: SimulatorValue] = [:]) {
        self.name = name
        self.arguments = arguments
    }

    /// Revokes the facility's client certificate: the front refuses it from its next handshake on.
    ///
    /// - Parameters:
    ///   - certificate: by default the one of the ready file.
    ///   - since: on the simulation clock; now if not given.
    ///   - reason: as revocation lists name it (RFC 5280, section 5.3.1), such as `superseded`.
    public static func revokeClientCertificate(
        _ certificate: String = "client-clinic",
        since: Date? = nil,
        reason: String? = nil
    ) -> SimulatorCommand {
        var arguments: [String: SimulatorValue] = ["certificate": .string(certificate)]
        if let since { arguments["since"] = .string(since.rfc3339) }
        if let reason { arguments["reason"] = .string(reason) }
        return SimulatorCommand("client-certificate.revoke", arguments)
    }

    /// Revokes a practitioner's second certificate, such as `second-doctor`.
    public static func revokeCredential(_ credential: String) -> SimulatorCommand {
        SimulatorCommand("credential.revoke", ["credential": .string(credential)])
    }

    /// Puts a card into a reader.
    public static func insertCard(_ card: String, reader: Int) -> SimulatorCommand {
        SimulatorCommand("card.insert", ["card": .string(card), "reader": .integer(reader)])
    }

    /// Takes a card out of its reader.
    public static func removeCard(_ card: String) -> SimulatorCommand {
        SimulatorCommand("card.remove", ["card": .string(card)])
    }

    /// Adds a rule to the fault plan (`FAULTS.md` has points and effects).
    ///
    /// - Parameters:
    ///   - when: `"always"`, `["first": 2]`, `["nth": 3]` or `["probability": 0.1]`.
    ///   - effect: such as `"drop"` or `["error": ["status": 503]]`.
    public static func addFault(
        _ id: String,
        at point: String,
        matching: [String: SimulatorValue] = [:],
        when: SimulatorValue = "always",
        effect: SimulatorValue
    ) -> SimulatorCommand {
        SimulatorCommand(
            "fault.add",
            ["id": .string(id), "point": .string(point), "matching": .object(matching), "when": when, "effect": effect]
        )
    }

    /// Takes every rule out of the fault plan.
    public static let clearFaults = SimulatorCommand("fault.clear")
}
