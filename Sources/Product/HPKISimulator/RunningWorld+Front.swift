import Simulation
import WebFront

extension RunningWorld {
    /// What the front holds client certificates against, and what it shows of itself.
    var faceCommands: [NamedCommand] { [checkCommand, showCommand] }

    private var checkCommand: NamedCommand {
        NamedCommand(
            "front.check",
            "Chooses what client certificates are held against, from the next handshake on.",
            [
                choice("revocation-list", ClientCertificateChecks.List.self),
                .optional("held-at", .instant, "Of which instant a held list is; now if not given."),
                choice("roots", ClientCertificateChecks.Roots.self),
            ]
        ) { arguments in
            var checks = simulation.state(of: FrontDomain.self).checks
            if arguments.json["revocation-list"] != nil {
                checks.list = try arguments.decode("revocation-list")
                checks.heldAt = checks.list == .held ? arguments.instant("held-at") ?? simulation.clock.now : nil
            }
            if arguments.json["roots"] != nil { checks.roots = try arguments.decode("roots") }
            return try await perform(.check(checks), arguments)
        }
    }

    private var showCommand: NamedCommand {
        NamedCommand(
            "front.show",
            "Chooses what the signing service shows of itself in TLS, from the next handshake on.",
            [
                choice("certificate", ServerFace.Chain.self), choice("staple", ServerFace.Staple.self),
                choice("versions", ServerFace.Versions.self),
                choice("ciphers", ServerFace.Ciphers.self),
                .optional("resumption", .boolean, "Whether sessions are resumed. Stays as it is when not given."),
            ]
        ) { arguments in
            var face = simulation.state(of: FrontDomain.self).face
            if arguments.json["certificate"] != nil { face.chain = try arguments.decode("certificate") }
            if arguments.json["staple"] != nil { face.staple = try arguments.decode("staple") }
            if arguments.json["versions"] != nil { face.versions = try arguments.decode("versions") }
            if arguments.json["ciphers"] != nil { face.ciphers = try arguments.decode("ciphers") }
            if let isResuming = arguments.bool("resumption") { face.isResuming = isResuming }
            return try await perform(.show(face), arguments)
        }
    }

    private func choice<Value: CaseIterable & RawRepresentable<String>>(
        _ name: String,
        _ type: Value.Type
    ) -> CommandParameter {
        .optional(name, .choice(type.allCases.map(\.rawValue)), "Stays as it is when not given.")
    }

    private func perform(_ command: FrontDomain.Command, _ arguments: CommandArguments) async throws -> JSONValue {
        try await simulation.perform(command, in: FrontDomain.self, cause: arguments.cause, trace: arguments.trace)
        try front.follow()
        return try JSONValue(encoding: simulation.state(of: FrontDomain.self))
    }
}
