import Foundation
import Simulation
import Testing

@Suite struct CommandCatalogueTests {
    private func catalogue(_ simulation: Simulation) throws -> CommandCatalogue {
        let deposit = NamedCommand(
            "account.deposit",
            "Pays into an account.",
            [
                .required("account", .string, "Its name."), .required("amount", .integer, "How much."),
                .optional("kind", .choice(["cash", "cheque"]), "In which form."),
                .optional("tags", .list(of: .string), "Anything."),
            ]
        ) { arguments in
            let name = try arguments.require("account", arguments.string)
            let amount = try arguments.require("amount", arguments.integer)
            let performed = try await simulation.perform(
                .deposit(name, amount),
                in: Accounts.self,
                cause: arguments.cause,
                trace: arguments.trace
            )
            return ["seq": .integer(performed.envelopes.last?.seq ?? 0)]
        }
        return try CommandCatalogue(simulation.commands + [deposit])
    }

    @Test func runsByName() async throws {
        let simulation = try await Simulation.open(.init(domains: [Accounts.self]))
        try await simulation.perform(.open("a"), in: Accounts.self, cause: .program)
        let catalogue = try catalogue(simulation)
        let trace = TraceID()
        let answer = try await catalogue.run(
            "account.deposit",
            ["account": "a", "amount": 3, "kind": "cash"],
            trace: trace
        )
        #expect(answer == ["seq": 3])
        let event = try #require(try await simulation.journal.events(trace: trace).first)
        #expect(event.cause == .command("account.deposit"))
        await #expect(throws: Accounts.Failure.unknown("b")) {
            try await catalogue.run("account.deposit", ["account": "b", "amount": 3])
        }
        try await simulation.shutdown()
    }

    @Test(
        arguments: [
            ("account.depsoit", [:], #"there is no command "account.depsoit": did you mean "account.deposit"?"#),
            ("xyz", [:], #"there is no command "xyz""#),
            ("account.deposit", ["account": "a"], #"the argument "amount" is missing"#),
            (
                "account.deposit", ["account": "a", "amont": 1],
                #"there is no argument "amont": did you mean "amount"?"#
            ),
            ("account.deposit", ["account": 1, "amount": 1], #""account": expected a string, found 1"#),
            ("account.deposit", ["account": "a", "amount": "x"], #""amount": expected an integer, found "x""#),
            (
                "account.deposit", ["account": "a", "amount": 1, "kind": "gold"],
                #""kind": expected one of cash, cheque, found "gold""#
            ),
            (
                "account.deposit", ["account": "a", "amount": 1, "tags": [1]],
                #""tags": expected a list, each a string, found an array"#
            ),
            ("clock.advance", ["by": "soon"], #""by": expected a duration such as 15d, 2h30m or -1d, found "soon""#),
            (
                "clock.set", ["to": "tomorrow"],
                #""to": expected an instant such as 2026-04-01T09:00:00+09:00, found "tomorrow""#
            ),
            (
                "fault.add", ["id": "r", "point": "p", "effect": 3],
                #""effect": an effect is a name or an object with one member"#
            ),
        ] as [(String, [String: JSONValue], String)]
    )
    func refusesBeforeAnythingHappens(_ name: String, _ arguments: [String: JSONValue], _ message: String) async throws
    {
        let simulation = try await Simulation.open(.init(domains: [Accounts.self]))
        let catalogue = try catalogue(simulation)
        let error = await #expect(throws: CommandError.self) { try await catalogue.run(name, arguments) }
        #expect(error?.description == message)
        #expect(simulation.journal.lastSeq == 1)
        try await simulation.shutdown()
    }

    @Test func describesItsArguments() async throws {
        let simulation = try await Simulation.open(.init(domains: [Accounts.self]))
        let catalogue = try catalogue(simulation)
        #expect(
            catalogue["account.deposit"]?.schema == [
                "type": "object", "description": "Pays into an account.", "additionalProperties": false,
                "required": ["account", "amount"],
                "properties": [
                    "account": ["type": "string", "description": "Its name."],
                    "amount": ["type": "integer", "description": "How much."],
                    "kind": ["type": "string", "enum": ["cash", "cheque"], "description": "In which form."],
                    "tags": ["type": "array", "items": ["type": "string"], "description": "Anything."],
                ],
            ]
        )
        #expect(catalogue.commands.map(\.name) == catalogue.commands.map(\.name).sorted())
        #expect(throws: SimulationError.self) { try CommandCatalogue(simulation.commands + simulation.commands) }
        try await simulation.shutdown()
    }

    @Test func theSpinesOwnCommandsWork() async throws {
        let time = ManualTime()
        let simulation = try await Simulation.open(.init(domains: [Accounts.self], timeSource: time.source))
        try await simulation.establish()
        let catalogue = try catalogue(simulation)
        let advanced = try await catalogue.run("clock.advance", ["by": "P1D"])
        #expect(
            advanced == [
                "from": "2026-04-01T00:00:00.000Z", "to": "2026-04-02T00:00:00.000Z", "backwards": false,
                "frozen": false,
            ]
        )
        let set = try await catalogue.run("clock.set", ["to": "2026-04-01T00:00:00+09:00"])
        #expect(set["backwards"] == true)
        #expect(try await catalogue.run("clock.freeze")["frozen"] == true)
        #expect(try await catalogue.run("clock.resume")["frozen"] == false)
        #expect(try await catalogue.run("clock.real")["to"] == "2026-04-01T00:00:00.000Z")
        try await catalogue.run("fault.add", ["id": "r", "point": "p", "when": ["first": 1], "effect": "drop"])
        #expect(simulation.faults.rules == [FaultRule(id: "r", point: "p", when: .first(1), effect: .drop)])
        try await catalogue.run("fault.remove", ["id": "r"])
        try await catalogue.run("fault.add", ["id": "r", "point": "p", "effect": ["delay": "1s"]])
        try await catalogue.run("fault.clear")
        #expect(simulation.faults.rules.isEmpty)
        try await simulation.shutdown()
    }
}
