import ArgumentParser
import Foundation
import Simulation

/// `hpki-sim card`: the hands at the card readers of a running server.
struct CardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "card",
        abstract: "List, insert, remove, swap and reset the cards of a running server; issue, revoke and unblock them.",
        discussion: """
            $ hpki-sim card list
            $ hpki-sim card remove hpki-doctor
            $ hpki-sim card insert hpki-pharmacist --reader 0
            $ hpki-sim card swap hpki-doctor-two-facilities --reader 0
            $ hpki-sim card reset --reader 0
            $ hpki-sim card unplug --reader 1
            $ hpki-sim card issue renewed --holder doctor --issuer jma
            $ hpki-sim card revoke hpki-doctor --reason keyCompromise
            $ hpki-sim card use-up hpki-doctor --left 1
            $ hpki-sim card unblock hpki-doctor
            """,
        subcommands: [
            List.self, Insert.self, Remove.self, Swap.self, Reset.self, Unplug.self, PlugIn.self, Issue.self,
            Revoke.self, UseUp.self, Unblock.self,
        ]
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the cards: their reader and holder, the tries left of each secret, and what is wrong.",
            discussion: "$ hpki-sim card list --format json"
        )
        @Option(help: "text or json") var format: OutputFormat = .text
        @OptionGroup var server: ReadyOptions

        func run() async throws { try await server.listCards(format) }
    }

    struct Insert: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put a card into a reader.",
            discussion: "$ hpki-sim card insert hpki-pharmacist --reader 0"
        )
        @Argument(help: "The card's id.") var card: String
        @Option(help: "The reader's number, from 0.") var reader = 0
        @Flag(help: "The wrong way round, so that the reader gets no answer.") var upsideDown = false
        @OptionGroup var server: ReadyOptions

        func run() async throws {
            try await server.operate(
                "card.insert",
                CardArguments(card: card, reader: reader, upsideDown: upsideDown ? true : nil)
            )
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take a card out of its reader.",
            discussion: "$ hpki-sim card remove hpki-doctor"
        )
        @Argument(help: "The card's id.") var card: String
        @OptionGroup var server: ReadyOptions

        func run() async throws { try await server.operate("card.remove", CardArguments(card: card)) }
    }

    struct Swap: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put a card in the place of the one in a reader.",
            discussion: "$ hpki-sim card swap hpki-pharmacist --reader 0"
        )
        @Argument(help: "The card's id.") var card: String
        @Option(help: "The reader's number, from 0.") var reader = 0
        @Flag(help: "The wrong way round, so that the reader gets no answer.") var upsideDown = false
        @OptionGroup var server: ReadyOptions

        func run() async throws {
            try await server.operate(
                "card.swap",
                CardArguments(card: card, reader: reader, upsideDown: upsideDown ? true : nil)
            )
        }
    }

    struct Reset: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take the power from the card in a reader, and give it back.",
            discussion: "$ hpki-sim card reset --reader 0"
        )
        @Option(help: "The reader's number, from 0.") var reader = 0
        @OptionGroup var server: ReadyOptions

        func run() async throws { try await server.operate("card.reset", CardArguments(reader: reader)) }
    }
}

extension ReadyOptions {
    func operate(
        _ command: String,
        _ arguments: CardArguments,
        in context: CommandContext = .process
    ) async throws {
        do {
            _ = try await RunningServer(self, context).run(command, arguments)
        } catch {
            throw CommandFailure(error).exit(in: context)
        }
    }

    fileprivate func listCards(_ format: OutputFormat, in context: CommandContext = .process) async throws {
        do {
            let world = try await RunningServer(self, context).call("GET", "world")
            let listing = try JSONDecoder().decode(CardListings.self, from: world)
            switch format {
            case .json: context.output(try JSONText.of(listing))
            case .text: for card in listing.cards { context.output(card.line(at: Date(rfc3339: listing.now))) }
            }
        } catch {
            throw CommandFailure(error).exit(in: context)
        }
    }
}
