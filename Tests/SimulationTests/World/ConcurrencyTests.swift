import Foundation
import Simulation
import Testing

@Suite struct ConcurrencyTests {
    /// 64 clients at once: money is neither made nor lost, the journal has no gap, and everyone's events are his.
    @Test func manyClientsShareTransactionsWithoutMixingUp() async throws {
        let directory = try StateDirectoryFixture()
        let simulation = try await directory.open()
        let clients = 64
        let rounds = 40
        for client in 0..<clients {
            try await simulation.perform(.open("\(client)"), in: Accounts.self, cause: .program)
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for client in 0..<clients {
                group.addTask {
                    let trace = TraceID()
                    for round in 0..<rounds {
                        let performed = try await simulation.perform(
                            .deposit("\(client)", round),
                            in: Accounts.self,
                            cause: .command("deposit"),
                            trace: trace
                        )
                        #expect(performed.envelopes.allSatisfy { $0.seq <= simulation.journal.lastSeq })
                        _ = simulation.accounts.accounts.count
                    }
                    let mine = try await simulation.journal.events(trace: trace)
                    #expect(mine.map(\.payload["amount"]) == (0..<rounds).map { .integer($0) })
                }
            }
            try await group.waitForAll()
        }
        #expect(simulation.accounts.accounts.values.allSatisfy { $0.balance == rounds * (rounds - 1) / 2 })
        let events = try await simulation.journal.events()
        #expect(events.map(\.seq) == Array(1...(1 + clients + clients * rounds)))
        #expect(zip(events, events.dropFirst()).allSatisfy { $0.instant <= $1.instant })
        try await simulation.shutdown()
        let reopened = try await directory.open()
        #expect(reopened.accounts.accounts.values.allSatisfy { $0.balance == rounds * (rounds - 1) / 2 })
        try await reopened.shutdown()
    }

    /// Of many who spend the same money at once, one gets it.
    @Test func whatIsSpentOnceIsSpentOnce() async throws {
        let simulation = try await Simulation.open(.init(domains: [Accounts.self]))
        try await simulation.perform(.open("a"), in: Accounts.self, cause: .program)
        for _ in 0..<20 {
            try await simulation.perform(.deposit("a", 10), in: Accounts.self, cause: .program)
            let winners = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<32 {
                    group.addTask {
                        let spent = try? await simulation.perform(
                            .withdraw("a", 10),
                            in: Accounts.self,
                            cause: .program
                        )
                        return spent != nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(winners == 1)
        }
        try await simulation.shutdown()
    }

    @Test func aCancelledTaskStillGetsItsAnswer() async throws {
        let simulation = try await Simulation.open(.init(domains: [Accounts.self]))
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await simulation.perform(.open("a"), in: Accounts.self, cause: .program).envelopes.count
        }
        #expect(try await task.value == 1)
        try await simulation.shutdown()
    }
}
