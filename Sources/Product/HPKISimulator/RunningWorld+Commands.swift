import Foundation
import OpenSSL
import Registry
import Simulation
import WebFront

extension RunningWorld {
    /// The commands of the spine, the registry and the front, by the names that scenarios and the admin API use.
    var commands: [NamedCommand] {
        simulation.commands + RegistryCommands.all(simulation) + [frontCommand, renameCommand]
    }

    /// Changes how the front treats client certificates, from the next handshake on.
    func configureFront(_ state: FrontDomain.State, cause: Cause, trace: TraceID) async throws {
        try await simulation.perform(.configure(state), in: FrontDomain.self, cause: cause, trace: trace)
        try front.follow()
    }

    private var frontCommand: NamedCommand {
        NamedCommand(
            "front.configure",
            "Chooses how bad client certificates are refused, and by which revocation list they are judged.",
            [
                .optional("style", .choice(FrontStyle.allCases.map(\.rawValue)), "Stays as it is when not given."),
                .optional("ca-names", .choice(CANames.allCases.map(\.rawValue)), "Stays as it is when not given."),
                .optional(
                    "revocation-list",
                    .choice(["current", "held"]),
                    "held: the front does not fetch newer ones. Stays as it is when not given."
                ),
                .optional("held-at", .instant, "Of which instant the held list is; now if not given."),
            ]
        ) { arguments in
            var state = simulation.state(of: FrontDomain.self)
            state.style = arguments.string("style").flatMap(FrontStyle.init) ?? state.style
            state.caNames = arguments.string("ca-names").flatMap(CANames.init) ?? state.caNames
            switch arguments.string("revocation-list") {
            case "held": state.revocationListAt = arguments.instant("held-at") ?? simulation.clock.now
            case "current": state.revocationListAt = nil
            default: break
            }
            try await configureFront(state, cause: arguments.cause, trace: arguments.trace)
            return try JSONValue(encoding: simulation.state(of: FrontDomain.self))
        }
    }
}
