import PCSC
import Registry
import Simulation

extension CardReaders {
    /// What a hand does at the readers, by the names that scenarios, the admin API and the CLI use.
    func commands(_ simulation: Simulation) -> [NamedCommand] {
        let card = CommandParameter.required("card", .string, "The card's id.")
        let reader = CommandParameter.required("reader", .integer, "The reader's number, from 0.")
        return [
            NamedCommand("card.insert", "Puts a card into a reader.", [card, reader]) { arguments in
                try await self.perform(
                    [.insert(try Self.card(arguments), reader: try Self.reader(arguments))],
                    arguments
                )
            },
            NamedCommand("card.remove", "Takes a card out of its reader.", [card]) { arguments in
                try await self.perform([.remove(try Self.card(arguments))], arguments)
            },
            NamedCommand("card.swap", "Puts a card in the place of the one in a reader.", [card, reader]) { arguments in
                let number = try Self.reader(arguments)
                let present = simulation.read(CardDomain.self) { $0.card(inReader: number)?.id }
                let removal = present.map { [CardDomain.Command.remove($0)] } ?? []
                return try await self.perform(removal + [.insert(try Self.card(arguments), reader: number)], arguments)
            },
            NamedCommand("card.reset", "Takes the power from the card in a reader, and gives it back.", [reader]) {
                arguments in
                try self.bus.reset(Self.name(try Self.reader(arguments)))
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

    private static func card(_ arguments: CommandArguments) throws -> ID<Card> {
        ID(rawValue: try arguments.require("card", arguments.string))
    }

    private static func reader(_ arguments: CommandArguments) throws -> Int {
        try arguments.require("reader") { name in
            arguments.integer(name).flatMap { (0..<count).contains($0) ? $0 : nil }
        }
    }
}
