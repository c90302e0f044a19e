import ArgumentParser

/// What issuers and municipalities do with cards.
extension CardCommand {
    struct Issue: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Issue a card: a renewed one, that of another issuer, one with a faulty certificate.",
            discussion: """
                It has the PIN of the default doctor's card.

                $ hpki-sim card issue renewed --holder doctor
                $ hpki-sim card issue expired --holder doctor --profile hpki-signature-expired
                """
        )
        @Argument(help: "The new card's id.") var card: String
        @Option(help: "The practitioner's login id.") var holder: String
        @Option(help: "medis, jma or jpa; jpki for a My Number card.") var issuer: String?
        @Option(help: "The role that an HPKI card states; the holder's first if not given.") var role: String?
        @Option(help: "Profile of the signature certificate.") var profile: String?
        @OptionGroup var server: ReadyOptions

        func run() async throws {
            try await server.operate(
                "card.issue",
                CardArguments(card: card, holder: holder, issuer: issuer, role: role, profile: profile)
            )
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Revoke a certificate of a card, which goes on answering.",
            discussion: "$ hpki-sim card revoke hpki-doctor --reason keyCompromise"
        )
        @Argument(help: "The card's id.") var card: String
        @Option(help: "signature or authentication.") var slot = "signature"
        @Option(help: "The reason on the revocation list; certificateHold suspends.") var reason: String?
        @OptionGroup var server: ReadyOptions

        func run() async throws {
            try await server.operate("card.revoke", CardArguments(card: card, slot: slot, reason: reason))
        }
    }

    struct UseUp: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Leave so many tries of a card's secret, as if somebody had been wrong before.",
            discussion: """
                $ hpki-sim card use-up hpki-doctor --left 1
                $ hpki-sim card use-up my-number-doctor --secret authentication-pin --left 0
                """
        )
        @Argument(help: "The card's id.") var card: String
        @Option(help: "pin; of a My Number card authentication-pin, signature-password and so on.") var secret = "pin"
        @Option(help: "How many are left; 0 blocks it.") var left: Int
        @OptionGroup var server: ReadyOptions

        func run() async throws {
            try await server.operate("card.use-up", CardArguments(card: card, secret: secret, left: left))
        }
    }

    struct Unblock: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a card's secret its tries again, as its issuer or the municipality does.",
            discussion: """
                $ hpki-sim card unblock hpki-doctor
                $ hpki-sim card unblock hpki-doctor --value-file new-pin
                """
        )
        @Argument(help: "The card's id.") var card: String
        @Option(help: "pin; of a My Number card authentication-pin, signature-password and so on.") var secret = "pin"
        @Option(help: "A file with a new value, in place of one that is forgotten.") var valueFile: String?
        @OptionGroup var server: ReadyOptions

        func run() async throws {
            let value: String?
            do {
                value = try valueFile.map(CardPIN.read)
            } catch {
                throw CommandFailure(error).exit(in: .process)
            }
            try await server.operate("card.unblock", CardArguments(card: card, secret: secret, value: value))
        }
    }
}
