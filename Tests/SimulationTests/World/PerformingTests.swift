import Foundation
import Simulation
import Testing

@Suite struct PerformingTests {
    let cause = Cause.request("POST /accounts")

    @Test func answersWithNumberedEvents() async throws {
        let time = ManualTime()
        let simulation = try await Simulation.open(.init(domains: [Accounts.self], timeSource: time.source))
        let trace = TraceID()
        let opened = try await simulation.perform(.open("a"), in: Accounts.self, cause: cause, trace: trace)
        time.advance(by: .milliseconds(7))
        try await simulation.perform(.deposit("a", 5), in: Accounts.self, cause: cause, trace: trace)
        #expect(opened.envelopes.map(\.seq) == [2])
        #expect(opened.instant == ManualTime.start)
        #expect(simulation.read(Accounts.self) { $0.accounts["a"]?.balance } == 5)

        let events = try await simulation.journal.events(trace: trace)
        #expect(events.first == opened.envelopes.first)
        #expect(
            events.map(\.json) == [
                [
                    "seq": 2, "instant": "2026-04-01T00:00:00.000Z", "type": "account.opened", "version": 1,
                    "cause": "request:POST /accounts", "trace": .string(trace.description),
                    "payload": ["account": "a", "password": "hunter2"],
                ],
                [
                    "seq": 3, "instant": "2026-04-01T00:00:00.007Z", "type": "amount.deposited", "version": 1,
                    "cause": "request:POST /accounts", "trace": .string(trace.description),
                    "payload": ["account": "a", "amount": 5],
                ],
            ]
        )
        try await simulation.shutdown()
    }

    @Test func refusalsAreTheDomainsOwnErrorsAndLeaveNothing() async throws {
        let simulation = try await Simulation.open(.init(domains: [Accounts.self]))
        try await simulation.perform(.open("a"), in: Accounts.self, cause: cause)
        await #expect(throws: Accounts.Failure.exists("a")) {
            try await simulation.perform(.open("a"), in: Accounts.self, cause: cause)
        }
        await #expect(throws: Accounts.Failure.insufficient(balance: 0)) {
            try await simulation.perform(.withdraw("a", 1), in: Accounts.self, cause: cause)
        }
        #expect(simulation.journal.lastSeq == 2)
        try await simulation.shutdown()
    }

    @Test func domainsReadEachOther() async throws {
        let simulation = try await Simulation.open(.init(domains: [Accounts.self, Mailbox.self]))
        await #expect(throws: Mailbox.NoSuchAccount()) {
            try await simulation.perform(.write(to: "a"), in: Mailbox.self, cause: cause)
        }
        try await simulation.perform(.open("a"), in: Accounts.self, cause: cause)
        let written = try await simulation.perform(.write(to: "a"), in: Mailbox.self, cause: cause)
        #expect(written.envelopes.map(\.payload) == [["text": "a"]])
        try await simulation.shutdown()
    }

    @Test func aTransactionHappensWhollyOrNotAtAll() async throws {
        let simulation = try await Simulation.open(.init(domains: [Accounts.self, Mailbox.self]))
        let balance = try await simulation.transaction(cause: cause) { transaction in
            try transaction.perform(.open("a"), in: Accounts.self)
            try transaction.perform(.deposit("a", 3), in: Accounts.self)
            try transaction.perform(.write(to: "a"), in: Mailbox.self)
            return transaction.state(of: Accounts.self).accounts["a"]?.balance
        }
        #expect(balance == 3)
        let before = (simulation.accounts, simulation.state(of: Mailbox.self))
        await #expect(throws: Accounts.Failure.insufficient(balance: 1)) {
            try await simulation.transaction(cause: cause) { transaction in
                try transaction.perform(.withdraw("a", 2), in: Accounts.self)
                try transaction.perform(.write(to: "a"), in: Mailbox.self)
                try transaction.perform(.withdraw("a", 2), in: Accounts.self)
            }
        }
        #expect((simulation.accounts, simulation.state(of: Mailbox.self)) == before)
        let next = try await simulation.perform(.deposit("a", 1), in: Accounts.self, cause: cause)
        #expect(next.envelopes.map(\.seq) == [5])
        #expect(
            try await simulation.journal.events(types: ["amount.*", "account.*", "mail.*"]).map(\.seq) == [2, 3, 4, 5]
        )
        try await simulation.shutdown()
    }

    @Test func pureRulesCanBeTriedWithoutASimulation() throws {
        var state = Accounts.initialState
        try Accounts.perform(.open("a"), on: &state, at: ManualTime.start)
        try Accounts.perform(.deposit("a", 2), on: &state, at: ManualTime.start)
        #expect(state.accounts["a"]?.balance == 2)
        let world = WorldView().setting(Accounts.self, to: state)
        var mailbox = Mailbox.initialState
        try Mailbox.perform(.write(to: "a"), on: &mailbox, at: ManualTime.start, world: world)
        #expect(mailbox.sent == ["a"])
    }

    @Test func refusesDomainsThatCannotLiveTogether() async {
        await #expect(throws: SimulationError.self) {
            _ = try await Simulation.open(.init(domains: [Accounts.self, Accounts.self]))
        }
    }

    @Test func isClosedAfterShutdown() async throws {
        let simulation = try await Simulation.open(.init(domains: [Accounts.self]))
        try await simulation.shutdown()
        try await simulation.shutdown()
        let error = await #expect(throws: SimulationError.self) {
            try await simulation.perform(.open("a"), in: Accounts.self, cause: cause)
        }
        #expect(error?.code == .closed)
        #expect(simulation.accounts.accounts.isEmpty)
    }

    /// What is applied is the event as it is read back: dates lose what is finer than a millisecond at once, not only
    /// after a restart.
    @Test func theStateIsTheFoldOfWhatIsStored() async throws {
        let directory = try StateDirectoryFixture()
        let fine = ManualTime.start.addingTimeInterval(0.123_456)
        let simulation = try await directory.open()
        try await simulation.perform(.remind("fine", at: fine), in: Mailbox.self, cause: cause)
        let live = simulation.state(of: Mailbox.self)
        try await simulation.shutdown()
        #expect(Array(live.reminders.keys) == [ManualTime.start.adding(.milliseconds(123))])
        let reopened = try await directory.open()
        #expect(reopened.state(of: Mailbox.self) == live)
        try await reopened.shutdown()
    }
}
