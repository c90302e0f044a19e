import NIOCore
package import Simulation

/// The injection point inside the TLS handshake of one listener.
package struct HandshakeFaults: Sendable {
    package static let point = InjectionPoint(
        "tls.handshake",
        "The ClientHello has arrived, and TLS has not seen it yet.",
        attributes: ["listener"],
        effects: [
            FaultEffectKind("delay", "The handshake is late; the server's own time limit goes on.", chaos: "250ms"),
            FaultEffectKind("hang", "No byte comes until the client gives up."),
            FaultEffectKind("drop", "The connection ends (FIN)."),
            FaultEffectKind(
                "reset",
                "The connection is reset (RST).",
                [
                    .optional(
                        "after",
                        .choice(["client-hello", "server-hello"]),
                        "Whose first bytes: client-hello unless said otherwise."
                    )
                ],
                chaos: [:]
            ),
            FaultEffectKind(
                "garbage",
                "Random bytes in place of the ServerHello, then the end.",
                [.optional("bytes", .integer, "How many: 64 unless said otherwise.")]
            ),
        ]
    )

    enum Action: Equatable {
        case pass
        case hang
        case drop
        case resetAtOnce
        case resetAfterAnswer
        case garbage([UInt8])
    }

    private let listener: String
    private let simulation: Simulation

    package init(listener: String, simulation: Simulation) {
        self.listener = listener
        self.simulation = simulation
    }

    /// What happens to this handshake, and after how long; never blocks.
    func next() -> (delay: TimeAmount, action: Action) {
        var delay = Duration.zero
        var action: Action?
        for fault in simulation.faults.faults(at: Self.point.name, attributes: ["listener": listener]) {
            if case .delay(let more) = fault.effect {
                delay += more
            } else if action == nil {
                action = Action(fault)
            }
        }
        return (TimeAmount(simulation.pace.scaled(delay)), action ?? .pass)
    }
}

extension HandshakeFaults.Action {
    fileprivate init(_ fault: Fault) {
        switch fault.effect.name {
        case "hang": self = .hang
        case "drop": self = .drop
        case "reset":
            self = fault.effect.arguments["after"]?.string == "server-hello" ? .resetAfterAnswer : .resetAtOnce
        case "garbage": self = .garbage(fault.randomBytes)
        default: self = .pass
        }
    }
}

extension Fault {
    /// As many as the effect's `bytes` says, at most 1 MiB; the same for every run with the same seed.
    var randomBytes: [UInt8] {
        var stream = random
        let count = min(max(effect.arguments["bytes"]?.integer ?? 64, 1), 1 << 20)
        return (0..<count).map { _ in UInt8(truncatingIfNeeded: stream.next()) }
    }
}
