import Foundation
import Simulation
import Testing

@Suite struct ResetTests {
    @Test func leadsBackToTheInitialWorldAgainAndAgain() async throws {
        let directory = try StateDirectoryFixture()
        var simulation = try await directory.open()
        #expect(!simulation.isEstablished)
        let error = await #expect(throws: SimulationError.self) { try await simulation.reset() }
        #expect(error?.code == .notEstablished)
        try await simulation.perform(.open("a", interestEvery: .days(1)), in: Accounts.self, cause: .program)
        try await simulation.establish()
        let initial = simulation.accounts
        for round in 0..<6 {
            try await simulation.perform(.deposit("a", 5), in: Accounts.self, cause: .program)
            try await simulation.perform(.open("b"), in: Accounts.self, cause: .program)
            try await simulation.clock.advance(by: .days(3))
            #expect(simulation.accounts.accounts["a"]?.balance == 6)
            if round % 2 == 1 {
                try await simulation.shutdown()
                simulation = try await directory.open()
                #expect(simulation.isEstablished)
            }
            try await simulation.reset()
            #expect(simulation.accounts == initial)
            #expect(simulation.clock.setting == .real)
            #expect(simulation.clock.now == ManualTime.start)
        }
        let performed = try await simulation.perform(.deposit("a", 1), in: Accounts.self, cause: .program)
        #expect(performed.instant == ManualTime.start)
        #expect(performed.envelopes.first?.seq == simulation.journal.lastSeq)
        try await simulation.shutdown()
        simulation = try await directory.open()
        #expect(simulation.accounts.accounts["a"]?.balance == 1)
        try await simulation.shutdown()
    }

    @Test func keepsAFrozenBeginningFrozen() async throws {
        let simulation = try await Simulation.open(
            .init(domains: [Accounts.self], clock: .frozen(at: ManualTime.start))
        )
        try await simulation.establish()
        try await simulation.clock.advance(by: .days(9))
        try await simulation.clock.resume()
        try await simulation.reset()
        #expect(simulation.clock.setting == .frozen(at: ManualTime.start))
        try await simulation.shutdown()
    }
}
