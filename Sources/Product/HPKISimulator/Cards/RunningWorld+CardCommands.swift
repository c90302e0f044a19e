import HealthcarePKI
import OpenSSL
import Registry
import Simulation

extension RunningWorld {
    /// What issuers and municipalities do with cards, and what becomes of cards in the course of time.
    var cardCommands: [NamedCommand] {
        let card = CommandParameter.required("card", .string, "The card's id.")
        let secret = CommandParameter.required("secret", .choice(Card.Secret.allCases.map(\.rawValue)), "Which secret.")
        return [
            NamedCommand(
                "card.issue",
                "Issues a card: a renewed one beside the old, that of another issuer, one with the new name.",
                [
                    card, .required("holder", .string, "The practitioner's login id."),
                    .optional("issuer", .choice(Card.Issuer.allCases.map(\.rawValue)), "medis if not given."),
                    .optional("role", .string, "That an HPKI card states; the holder's first if not given."),
                    .optional("profile", .string, "Of the signature certificate: hpki-signature-expired and the like."),
                    .optional(
                        "secrets",
                        .object,
                        "PIN and the like; those of the default doctor's cards if not given."
                    ),
                ],
                body: issue
            ),
            NamedCommand(
                "card.revoke",
                "Revokes a certificate of a card, which goes on answering.",
                [
                    card, .required("slot", .choice(Card.Slot.allCases.map(\.rawValue)), "Which certificate."),
                    .optional(
                        "reason",
                        .choice(RevocationReason.allCases.filter { $0 != .removeFromCRL }.map(\.name)),
                        "The reason on the revocation list; superseded if not given. certificateHold suspends it."
                    ),
                    RegistryCommands.since,
                ],
                body: revoke
            ),
            NamedCommand(
                "card.unblock",
                "Gives a card's secret its tries again, as its issuer or the municipality does; in force from the card's next "
                    + "reset.",
                [card, secret, .optional("value", .string, "A new one, in place of one that is forgotten.")],
                body: unblock
            ),
            NamedCommand(
                "card.use-up",
                "Leaves so many tries of a card's secret, as if somebody had been wrong before; 0 blocks it.",
                [card, secret, .required("left", .integerIn(0...15), "How many are left.")]
            ) { arguments in
                let left = try arguments.require("left", arguments.integer)
                return try await perform(
                    .useUpTries(try id(arguments), try Self.secret(arguments), left: left),
                    arguments
                )
            },
        ]
    }

    private func issue(_ arguments: CommandArguments) async throws -> JSONValue {
        let holder = ID<Practitioner>(rawValue: try arguments.require("holder", arguments.string))
        let issuer = arguments.string("issuer").flatMap(Card.Issuer.init) ?? .medis
        let kind: Card.Kind = issuer == .jpki ? .myNumber : .hpki
        let first = simulation.read(PractitionerDomain.self) { $0[holder]?.licences.first?.role }
        let profile = arguments.string("profile")
        if let profile { try checkProfile(profile) }
        let card = Card(
            id: try id(arguments),
            kind: kind,
            issuer: issuer,
            holder: holder,
            role: kind == .myNumber ? nil : arguments.string("role") ?? first,
            profile: profile
        )
        let secrets = try secrets(of: card, arguments.object("secrets") ?? [:])
        return try await perform(.issue(card), arguments, blobs: secrets)
    }

    private func checkProfile(_ name: String) throws {
        let isUsable = name.hasPrefix("hpki-signature-") && (try? vault.pki.hierarchy.profile(name)) != nil
        guard isUsable else {
            throw CommandError.invalidArgument(
                name: "profile",
                reason: "\"\(name)\" is no profile of a signature certificate, such as hpki-signature-expired"
            )
        }
    }

    private func secrets(of card: Card, _ given: [String: JSONValue]) throws -> [Blob] {
        for name in given.keys.sorted() where !card.kind.secrets.contains(where: { $0.rawValue == name }) {
            throw CommandError.invalidArgument(
                name: "secrets",
                reason: "a \(card.kind.rawValue) card has no \"\(name)\": "
                    + card.kind.secrets.map(\.rawValue).joined(separator: ", ")
            )
        }
        return try card.kind.secrets.compactMap { secret in
            guard let value = given[secret.rawValue]?.string ?? DefaultWorld.usualSecrets[secret] else { return nil }
            guard secret.accepts(value) else { throw CardError.unusableSecret(secret) }
            return Blob(id: card.blob(of: secret), Array(value.utf8))
        }
    }

    private func revoke(_ arguments: CommandArguments) async throws -> JSONValue {
        let id = try id(arguments)
        guard let card = simulation.read(CardDomain.self, { $0[id] }) else {
            throw CardError.unknown(id, among: simulation.read(CardDomain.self) { $0.all.map(\.id) })
        }
        // A card that nobody has used yet gets its certificates now, so that there is something to revoke.
        if !card.isPersonalised { try await personalise(card) }
        let slot: Card.Slot = try arguments.require("slot") { arguments.string($0).flatMap(Card.Slot.init) }
        return try await perform(
            .revoke(
                id,
                slot,
                reason: RegistryCommands.revocationReason(arguments),
                since: arguments.instant("since")
            ),
            arguments
        )
    }

    private func unblock(_ arguments: CommandArguments) async throws -> JSONValue {
        let (id, secret) = (try id(arguments), try Self.secret(arguments))
        let value = arguments.string("value")
        if let value, !secret.accepts(value) { throw CardError.unusableSecret(secret) }
        let envelopes = try await simulation.transaction(cause: arguments.cause, trace: arguments.trace) {
            transaction in
            let unblocked = try transaction.perform(.unblockSecret(id, secret), in: CardDomain.self)
            guard let value, let card = transaction.state(of: CardDomain.self)[id] else { return unblocked.envelopes }
            let changed = try transaction.perform(.changeSecret(id, secret), in: CardDomain.self)
            transaction.store(Blob(id: card.blob(of: secret), Array(value.utf8)))
            return unblocked.envelopes + changed.envelopes
        }
        return ["events": .array(envelopes.map(\.json))]
    }

    private func perform(
        _ command: CardDomain.Command,
        _ arguments: CommandArguments,
        blobs: [Blob] = []
    ) async throws -> JSONValue {
        let performed = try await simulation.perform(
            command,
            in: CardDomain.self,
            cause: arguments.cause,
            trace: arguments.trace,
            blobs: blobs
        )
        return ["events": .array(performed.envelopes.map(\.json))]
    }

    private func id(_ arguments: CommandArguments) throws -> ID<Card> { try CardReaders.card(arguments) }

    private static func secret(_ arguments: CommandArguments) throws -> Card.Secret {
        try arguments.require("secret") { arguments.string($0).flatMap(Card.Secret.init) }
    }
}
