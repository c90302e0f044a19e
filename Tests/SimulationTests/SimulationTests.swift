import Foundation
import Simulation
import Testing

@Suite struct SimulationTests {
    @Test func performsAndAnswersWithNumberedEvents() async throws {
        let simulation = try await Simulation.open(.init(domains: [Accounts.self]))
        let trace = TraceID()
        let cause = Cause.request("POST /accounts")
        let opened = try await simulation.perform(.open("a"), in: Accounts.self, cause: cause, trace: trace)
        try await simulation.perform(.deposit("a", 5), in: Accounts.self, cause: cause, trace: trace)
        #expect(opened.envelopes.map(\.type) == ["account.opened"])
        #expect(opened.envelopes.map(\.seq) == [2])
        #expect(simulation.read(Accounts.self) { $0.accounts["a"]?.balance } == 5)
        let events = try await simulation.journal.events(trace: trace)
        #expect(events.map(\.type) == ["account.opened", "amount.deposited"])
        #expect(events.map(\.payload) == [["account": "a", "password": "hunter2"], ["account": "a", "amount": 5]])
        #expect(events.first == opened.envelopes.first)
        await #expect(throws: Accounts.Failure.exists("a")) {
            try await simulation.perform(.open("a"), in: Accounts.self, cause: cause)
        }
        try await simulation.shutdown()
    }
}
