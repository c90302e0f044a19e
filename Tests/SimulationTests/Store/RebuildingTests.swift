import Foundation
import GRDB
import Simulation
import TestSupport
import Testing

@Suite struct RebuildingTests {
    /// Random commands, restarts, clock moves and resets; after each restart the states must be what they were, whether
    /// they come from the snapshot or from the events alone.
    @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func anyHistoryIsRebuiltTheSame(_ seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let directory = try StateDirectoryFixture()
        var simulation = try await directory.open()
        try await simulation.perform(.open("account 0"), in: Accounts.self, cause: .program)
        try await simulation.establish()
        for _ in 0..<12 {
            for _ in 0..<Int.random(in: 1...30, using: &generator) {
                try await step(simulation, directory.time, &generator)
            }
            let live = States(simulation)
            try await simulation.shutdown()
            switch Int.random(in: 0..<3, using: &generator) {
            case 0: try directory.edit("DELETE FROM snapshot; DELETE FROM snapshot_head")
            case 1:
                try directory.edit(
                    "DELETE FROM snapshot WHERE kind = 'initial'; DELETE FROM snapshot_head WHERE kind = 'initial'"
                )
            default: break
            }
            simulation = try await directory.open()
            #expect(States(simulation) == live, "seed \(seed)")
        }
        let events = try await simulation.journal.events()
        #expect(events.map(\.seq) == Array(1...events.count))
        try await simulation.shutdown()
    }

    private func step(_ simulation: Simulation, _ time: ManualTime, _ generator: inout SeededGenerator) async throws {
        switch Int.random(in: 0..<24, using: &generator) {
        case 0: try await simulation.clock.advance(by: .hours(Int.random(in: 0...200, using: &generator)))
        case 1: try await simulation.clock.freeze()
        case 2: try await simulation.clock.resume()
        case 3: try await simulation.clock.set(to: time.now.adding(.hours(Int.random(in: -99...99, using: &generator))))
        case 4: try await simulation.reset()
        case 5: try await simulation.faults.add(FaultRule(id: UUID().uuidString, point: "p", effect: .drop))
        case 6: _ = simulation.faults.faults(at: "p")
        case 7:
            let instant = simulation.clock.now.adding(.hours(Int.random(in: -10...100, using: &generator)))
            try await simulation.perform(.remind("r", at: instant), in: Mailbox.self, cause: .program)
        case 8: time.advance(by: .minutes(Int.random(in: 0...600, using: &generator)))
        default: try await simulation.tryPerform(.random(using: &generator))
        }
    }

    private struct States: Equatable {
        let accounts: Accounts.State
        let mailbox: Mailbox.State
        let setting: ClockSetting
        let rules: [FaultRule]

        init(_ simulation: Simulation) {
            accounts = simulation.accounts
            mailbox = simulation.state(of: Mailbox.self)
            setting = simulation.clock.setting
            rules = simulation.faults.rules
        }
    }

    @Test func aSnapshotOfAnotherVersionIsThrownAway() async throws {
        let directory = try StateDirectoryFixture()
        let simulation = try await directory.open()
        try await simulation.perform(.open("a"), in: Accounts.self, cause: .program)
        let live = simulation.accounts
        try await simulation.shutdown()
        try directory.edit("UPDATE snapshot SET version = 99, state = '{}' WHERE domain = 'accounts'")
        let reopened = try await directory.open()
        #expect(reopened.accounts == live)
        try await reopened.shutdown()
        try directory.edit("UPDATE snapshot SET state = 'garbage' WHERE domain = 'accounts'")
        let again = try await directory.open()
        #expect(again.accounts == live)
        try await again.shutdown()
    }

    /// The snapshot really is used: a state that only it has appears.
    @Test func aGoodSnapshotSavesTheReplay() async throws {
        let directory = try StateDirectoryFixture()
        let simulation = try await directory.open()
        try await simulation.perform(.open("a"), in: Accounts.self, cause: .program)
        try await simulation.shutdown()
        try directory.edit("UPDATE snapshot SET state = replace(state, '\"a\"', '\"b\"') WHERE domain = 'accounts'")
        let reopened = try await directory.open()
        #expect(Array(reopened.accounts.accounts.keys) == ["b"])
        try await reopened.shutdown()
    }
}

extension StateDirectoryFixture {
    /// Changes the closed database behind the program's back.
    func edit(_ sql: String) throws {
        let queue = try DatabaseQueue(path: database.path)
        try queue.write { try $0.execute(sql: sql) }
        try queue.close()
    }
}
