import Foundation
import Testing

@testable import Simulation

@Suite struct StorageFailureTests {
    /// The disk fills up under load: whoever got an answer has his event, whoever got the error has none, and the
    /// simulation goes on when there is room again.
    @Test func aFullDiskLosesNothingThatWasAnswered() async throws {
        let directory = try StateDirectoryFixture()
        let simulation = try await directory.open()
        try await simulation.perform(.open("a"), in: Accounts.self, cause: .program)
        try simulation.store.limit(pageCount: 60)
        let answered = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    var count = 0
                    for _ in 0..<2000 {
                        do {
                            try await simulation.perform(.deposit("a", 1), in: Accounts.self, cause: .program)
                            count += 1
                        } catch let error as SimulationError {
                            #expect(error.code == .storageFull)
                            #expect(error.message.hasPrefix("no space left for \(directory.database.path): make room"))
                            return count
                        }
                    }
                    Issue.record("the disk never got full")
                    return count
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(simulation.accounts.accounts["a"]?.balance == answered)
        try simulation.store.limit(pageCount: 1_000_000)
        let next = try await simulation.perform(.deposit("a", 1), in: Accounts.self, cause: .program)
        #expect(next.envelopes.map(\.seq) == [answered + 3])
        try await simulation.shutdown()
        let reopened = try await directory.open()
        #expect(reopened.accounts.accounts["a"]?.balance == answered + 1)
        try await reopened.shutdown()
    }

    @Test func aReadOnlyDatabaseSaysSo() async throws {
        let directory = try StateDirectoryFixture()
        let simulation = try await directory.open()
        try simulation.store.makeReadOnly()
        let error = await #expect(throws: SimulationError.self) {
            try await simulation.perform(.open("a"), in: Accounts.self, cause: .program)
        }
        #expect(error?.code == .storageReadOnly)
        #expect(error?.message == "\(directory.database.path) is read-only: make \(directory.url.path) writable")
        #expect(simulation.accounts.accounts.isEmpty)
    }

    /// A refusal that rests on nothing lost is answered as a refusal even after a lost transaction.
    @Test func refusalsAreAnsweredAfterALoss() async throws {
        let directory = try StateDirectoryFixture()
        let simulation = try await directory.open()
        try simulation.store.limit(pageCount: 1)
        await #expect(throws: SimulationError.self) {
            for _ in 0..<2000 {
                try await simulation.perform(.open(UUID().uuidString), in: Accounts.self, cause: .program)
            }
        }
        await #expect(throws: Accounts.Failure.unknown("nobody")) {
            try await simulation.perform(.deposit("nobody", 1), in: Accounts.self, cause: .program)
        }
    }
}
