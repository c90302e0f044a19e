import Foundation
import OpenSSL
package import Simulation

/// The registry's commands by name, for scenarios, the admin API and the CLI.
package enum RegistryCommands {
    package static func all(_ simulation: Simulation) -> [NamedCommand] {
        facilities(simulation) + practitioners(simulation) + clientCertificates(simulation) + credentials(simulation)
            + cards(simulation)
    }

    private static func facilities(_ simulation: Simulation) -> [NamedCommand] {
        let facility = CommandParameter.required("facility", .string, "The facility's id.")
        return [
            command(
                simulation,
                FacilityDomain.self,
                "facility.stop",
                "Stops the service for a facility (利用停止).",
                [facility, .optional("reason", .choice(stopReasons), "Why; requested if not given.")]
            ) { .stop(try id("facility", $0), reason: stopReason($0)) },
            command(
                simulation,
                FacilityDomain.self,
                "facility.change-beds",
                "Gives a facility another number of beds.",
                [facility, .required("beds", .integerIn(0...100_000), "How many.")]
            ) { .changeBeds(try id("facility", $0), try $0.require("beds", $0.integer)) },
            command(simulation, FacilityDomain.self, "facility.resume", "Serves a facility again.", [facility]) {
                .resume(try id("facility", $0))
            },
        ]
    }

    private static func practitioners(_ simulation: Simulation) -> [NamedCommand] {
        let practitioner = CommandParameter.required("practitioner", .string, "The practitioner's login id.")
        let methods = Practitioner.LoginMethod.allCases.map(\.rawValue)
        let method = CommandParameter.required("method", .choice(methods), "The login method.")
        let facility = CommandParameter.required("facility", .string, "The facility's id.")
        let commands: [(String, String, [CommandParameter], Build<PractitionerDomain>)] = [
            ("practitioner.suspend", "Suspends the licences (医業停止).", [], { .suspend(try id("practitioner", $0)) }),
            ("practitioner.resume", "Ends the suspension.", [], { .resume(try id("practitioner", $0)) }),
            (
                "practitioner.join", "Lets the practitioner work at a facility.", [facility],
                { .joinFacility(try id("practitioner", $0), try id("facility", $0)) }
            ),
            (
                "practitioner.leave", "Lets the practitioner leave a facility.", [facility],
                { .leaveFacility(try id("practitioner", $0), try id("facility", $0)) }
            ),
            (
                "login-method.register", "Registers a login method.", [method],
                { .registerMethod(try id("practitioner", $0), try loginMethod($0)) }
            ),
            (
                "login-method.remove", "Removes a login method.", [method],
                { .removeMethod(try id("practitioner", $0), try loginMethod($0)) }
            ),
        ]
        return commands.map { name, summary, others, build in
            command(simulation, PractitionerDomain.self, name, summary, [practitioner] + others, build)
        }
    }

    private static func clientCertificates(_ simulation: Simulation) -> [NamedCommand] {
        let certificate = CommandParameter.required("certificate", .string, "The client certificate's id.")
        let commands: [(String, String, [CommandParameter], Build<ClientCertificateDomain>)] = [
            (
                "client-certificate.deliver", "Marks a client certificate as delivered.", [],
                { .deliver(try id("certificate", $0)) }
            ),
            (
                "client-certificate.revoke", "Revokes a client certificate.", [reason, since],
                { .revoke(try id("certificate", $0), reason: revocationReason($0), since: $0.instant("since")) }
            ),
            (
                "client-certificate.plan-revocation", "Revokes a client certificate at an instant to come.",
                [.required("at", .instant, "When."), reason],
                {
                    .planRevocation(
                        try id("certificate", $0),
                        at: try $0.require("at", $0.instant),
                        reason: revocationReason($0)
                    )
                }
            ),
            (
                "client-certificate.suspend", "Puts a client certificate on hold.", [],
                { .suspend(try id("certificate", $0)) }
            ),
            (
                "client-certificate.resume", "Takes a client certificate off hold.", [],
                { .resume(try id("certificate", $0)) }
            ),
        ]
        return commands.map { name, summary, others, build in
            command(simulation, ClientCertificateDomain.self, name, summary, [certificate] + others, build)
        }
    }

    private static func credentials(_ simulation: Simulation) -> [NamedCommand] {
        let credential = CommandParameter.required("credential", .string, "The credential's id.")
        let commands: [(String, String, [CommandParameter], Build<CredentialDomain>)] = [
            (
                "credential.revoke", "Revokes a second certificate.", [reason, since],
                { .revoke(try id("credential", $0), reason: revocationReason($0), since: $0.instant("since")) }
            ),
            ("credential.suspend", "Puts a second certificate on hold.", [], { .suspend(try id("credential", $0)) }),
            ("credential.resume", "Takes a second certificate off hold.", [], { .resume(try id("credential", $0)) }),
            (
                "credential.disable", "Switches a second certificate's key off.", [],
                { .disable(try id("credential", $0)) }
            ),
            ("credential.enable", "Switches a second certificate's key on.", [], { .enable(try id("credential", $0)) }),
        ]
        return commands.map { name, summary, others, build in
            command(simulation, CredentialDomain.self, name, summary, [credential] + others, build)
        }
    }
}

extension RegistryCommands {
    /// Insertion and removal are the readers' commands: they take effect there at once.
    private static func cards(_ simulation: Simulation) -> [NamedCommand] {
        let card = CommandParameter.required("card", .string, "The card's id.")
        let slot = CommandParameter.required("slot", .choice(Card.Slot.allCases.map(\.rawValue)), "Which certificate.")
        let secret = CommandParameter.required("secret", .choice(Card.Secret.allCases.map(\.rawValue)), "Which secret.")
        return [
            command(
                simulation,
                CardDomain.self,
                "card.revoke",
                "Revokes a certificate of a card, which goes on answering.",
                [card, slot, reason, since]
            ) {
                .revoke(
                    try id("card", $0),
                    try require("slot", $0),
                    reason: revocationReason($0),
                    since: $0.instant("since")
                )
            },
            command(
                simulation,
                CardDomain.self,
                "card.unblock",
                "Gives a card's secret its tries again, as its issuer does; in force from the next reset of the card.",
                [card, secret]
            ) { .unblockSecret(try id("card", $0), try require("secret", $0)) },
        ]
    }

    private static func require<Value: RawRepresentable<String>>(
        _ name: String,
        _ arguments: CommandArguments
    ) throws -> Value {
        try arguments.require(name) { arguments.string($0).flatMap(Value.init) }
    }
}

// MARK: - Arguments

extension RegistryCommands {
    private typealias Build<D: Domain> = @Sendable (CommandArguments) throws -> D.Command

    private static let reason = CommandParameter.optional(
        "reason",
        // A hold is a suspension, and taking off the list is its end.
        .choice(RevocationReason.allCases.filter { ![.certificateHold, .removeFromCRL].contains($0) }.map(\.name)),
        "The reason on the revocation list; superseded if not given."
    )

    private static let since = CommandParameter.optional(
        "since",
        .instant,
        "Since when the list says it is revoked; now if not given."
    )

    private static func command<D: Domain>(
        _ simulation: Simulation,
        _ domain: D.Type,
        _ name: String,
        _ summary: String,
        _ parameters: [CommandParameter],
        _ build: @escaping Build<D>
    ) -> NamedCommand {
        NamedCommand(name, summary, parameters) { arguments in
            let command = try build(arguments)
            let performed = try await simulation.perform(
                command,
                in: domain,
                cause: arguments.cause,
                trace: arguments.trace
            )
            return ["events": .array(performed.envelopes.map(\.json))]
        }
    }

    private static func id<Noun>(_ name: String, _ arguments: CommandArguments) throws -> ID<Noun> {
        ID(rawValue: try arguments.require(name, arguments.string))
    }

    private static func loginMethod(_ arguments: CommandArguments) throws -> Practitioner.LoginMethod {
        try arguments.require("method") { arguments.string($0).flatMap(Practitioner.LoginMethod.init) }
    }

    private static let stopReasons = Facility.StopReason.allCases.map(\.rawValue)

    private static func stopReason(_ arguments: CommandArguments) -> Facility.StopReason {
        arguments.string("reason").flatMap(Facility.StopReason.init) ?? .requested
    }

    private static func revocationReason(_ arguments: CommandArguments) -> RevocationReason {
        arguments.string("reason").flatMap { RevocationReason(name: $0) } ?? .superseded
    }
}
