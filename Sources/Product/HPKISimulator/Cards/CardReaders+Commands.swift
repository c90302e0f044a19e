import PCSC
import Registry
import Simulation

extension CardReaders {
    /// What a hand does at the readers, by the names that scenarios, the admin API and the CLI use.
    var readerCommands: [NamedCommand] {
        let card = CommandParameter.required("card", .string, "The card's id.")
        let reader = CommandParameter.required(
            "reader",
            .integerIn(0...(Self.count - 1)),
            "The reader's number, from 0."
        )
        let upsideDown = CommandParameter.optional(
            "upside-down",
            .boolean,
            "The wrong way round, so that the reader gets no answer; false if not given."
        )
        return [
            NamedCommand("card.insert", "Puts a card into a reader.", [card, reader, upsideDown]) { arguments in
                try await self.perform([try self.insertion(arguments)], arguments)
            },
            NamedCommand("card.remove", "Takes a card out of its reader.", [card]) { arguments in
                try await self.perform([.remove(try Self.card(arguments))], arguments)
            },
            NamedCommand("card.swap", "Puts a card in the place of the one in a reader.", [card, reader, upsideDown]) {
                arguments in
                let number = try Self.reader(arguments)
                let present = self.simulation.read(CardDomain.self) { $0.card(inReader: number)?.id }
                if let present { _ = try await self.perform([.remove(present)], arguments) }
                return try await self.perform([try self.insertion(arguments)], arguments)
            },
            NamedCommand("card.reset", "Takes the power from the card in a reader, and gives it back.", [reader]) {
                arguments in
                try self.bus.reset(Self.name(try self.pluggedReader(arguments)))
                return ["events": .array([])]
            },
            NamedCommand("reader.unplug", "Pulls a reader's plug, with its card in it if there is one.", [reader]) {
                arguments in
                let card = try self.unplug(try Self.reader(arguments))
                return try await self.perform(card.map { [.remove($0)] } ?? [], arguments)
            },
            NamedCommand("reader.plug-in", "Plugs a reader in again, behind the others.", [reader]) { arguments in
                try self.plugIn(try Self.reader(arguments))
                return ["events": .array([])]
            },
        ]
    }

    private func perform(_ commands: [CardDomain.Command], _ arguments: CommandArguments) async throws -> JSONValue {
        let envelopes = try await simulation.transaction(cause: arguments.cause, trace: arguments.trace) {
            transaction in
            try commands.flatMap { try transaction.perform($0, in: CardDomain.self).envelopes }
        }
        try follow()
        return ["events": .array(envelopes.map(\.json))]
    }

    private func insertion(_ arguments: CommandArguments) throws -> CardDomain.Command {
        .insert(
            try Self.card(arguments),
            reader: try pluggedReader(arguments),
            isUpsideDown: arguments.bool("upside-down") ?? false
        )
    }

    /// - Throws: ``CommandError`` for a reader that is not there now.
    private func pluggedReader(_ arguments: CommandArguments) throws -> Int {
        let number = try Self.reader(arguments)
        guard isPlugged(number) else {
            throw CommandError.invalidArgument(
                name: "reader",
                reason: "reader \(number) is unplugged: plug it in first"
            )
        }
        return number
    }

    static func card(_ arguments: CommandArguments) throws -> ID<Card> {
        ID(rawValue: try arguments.require("card", arguments.string))
    }

    private static func reader(_ arguments: CommandArguments) throws -> Int {
        try arguments.require("reader", arguments.integer)
    }
}
