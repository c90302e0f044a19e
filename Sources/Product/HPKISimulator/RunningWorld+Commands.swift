import Foundation
import OpenSSL
import Registry
import Simulation
import WebFront

extension RunningWorld {
    /// The commands of the spine, the registry and the front, by the names that scenarios and the admin API use.
    var commands: [NamedCommand] {
        simulation.commands + RegistryCommands.all(simulation)
            + [CredentialRenewal(vault).command, frontCommand, renameCommand] + faceCommands
    }

    /// Changes how the front treats client certificates, from the next handshake on.
    func configureFront(style: FrontStyle, caNames: CANames, cause: Cause, trace: TraceID) async throws {
        try await simulation.perform(
            .configure(style: style, caNames: caNames),
            in: FrontDomain.self,
            cause: cause,
            trace: trace
        )
        try front.follow()
    }

    private var frontCommand: NamedCommand {
        NamedCommand(
            "front.configure",
            "Chooses how bad client certificates are refused, and whether the CertificateRequest names authorities.",
            [
                .optional("style", .choice(FrontStyle.allCases.map(\.rawValue)), "Stays as it is when not given."),
                .optional("ca-names", .choice(CANames.allCases.map(\.rawValue)), "Stays as it is when not given."),
            ]
        ) { arguments in
            let now = simulation.state(of: FrontDomain.self)
            try await configureFront(
                style: arguments.string("style").flatMap(FrontStyle.init) ?? now.style,
                caNames: arguments.string("ca-names").flatMap(CANames.init) ?? now.caNames,
                cause: arguments.cause,
                trace: arguments.trace
            )
            return try JSONValue(encoding: simulation.state(of: FrontDomain.self))
        }
    }
}
