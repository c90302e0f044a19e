import Foundation
import Simulation
import Testing

@Suite struct JournalTests {
    private func open() async throws -> Simulation {
        let simulation = try await Simulation.open(.init(domains: [Accounts.self, Mailbox.self]))
        try await simulation.perform(.open("a"), in: Accounts.self, cause: .program)
        return simulation
    }

    private func deposit(_ simulation: Simulation, _ amounts: some Sequence<Int> & Sendable) async throws {
        for amount in amounts {
            try await simulation.perform(.deposit("a", amount), in: Accounts.self, cause: .program)
        }
    }

    @Test func answersByNumberTypeTraceAndLimit() async throws {
        let simulation = try await open()
        try await deposit(simulation, 1...3)
        let trace = TraceID()
        try await simulation.perform(.withdraw("a", 1), in: Accounts.self, cause: .program, trace: trace)
        let journal = simulation.journal
        #expect(try await journal.events().map(\.seq) == [1, 2, 3, 4, 5, 6])
        #expect(try await journal.events(after: 4).map(\.seq) == [5, 6])
        #expect(try await journal.events(after: 6).isEmpty)
        #expect(try await journal.events(types: ["amount.*"]).map(\.seq) == [3, 4, 5, 6])
        #expect(try await journal.events(types: ["amount.withdrawn", "account.opened"]).map(\.seq) == [2, 6])
        #expect(try await journal.events(after: 1, types: ["amount.deposited"], limit: 2).map(\.seq) == [3, 4])
        #expect(try await journal.events(types: ["nothing.*"]).isEmpty)
        #expect(try await journal.events(trace: trace).map(\.seq) == [6])
        #expect(journal.lastSeq == 6)
        #expect(journal.eventTypes.contains("mail.sent") && journal.eventTypes.contains("clock.set"))
        try await simulation.shutdown()
    }

    @Test func hidesSecrets() async throws {
        let simulation = try await open()
        let event = try #require(try await simulation.journal.events(types: ["account.opened"]).first)
        #expect(event.payload == ["account": "a", "password": "hunter2"])
        #expect(simulation.journal.redacted(event).payload == ["account": "a", "password": "[redacted]"])
        try await simulation.shutdown()
    }

    @Test func streamsWhatIsCommittedFromThenOn() async throws {
        let simulation = try await open()
        let stream = simulation.journal.stream(types: ["amount.*"])
        let all = simulation.journal.stream(after: 0)
        try await deposit(simulation, 1...5)
        try await simulation.perform(.open("b"), in: Accounts.self, cause: .program)
        try await deposit(simulation, 6...6)
        try await simulation.shutdown()
        var seen: [Int] = []
        for try await event in stream { seen.append(event.seq) }
        #expect(seen == [3, 4, 5, 6, 7, 9])
        var everything: [Int] = []
        for try await event in all { everything.append(event.seq) }
        #expect(everything == Array(1...9))
    }

    /// A reader that was asleep for thousands of events gets all of them, in pages from the store, and then the live ones.
    @Test func aSlowReaderLosesNothing() async throws {
        let simulation = try await open()
        let stream = simulation.journal.stream(after: 2)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<16 {
                group.addTask { try await deposit(simulation, 1...100) }
            }
            try await group.waitForAll()
        }
        try await withThrowingTaskGroup(of: [Int].self) { group in
            group.addTask {
                var seen: [Int] = []
                for try await event in stream {
                    seen.append(event.seq)
                    if seen.count == 2000 { break }
                }
                return seen
            }
            group.addTask {
                try await deposit(simulation, 1...400)
                return []
            }
            for try await seen in group where !seen.isEmpty { #expect(seen == Array(3...2002)) }
        }
        try await simulation.shutdown()
    }

    @Test func aStreamEndsWithItsTask() async throws {
        let simulation = try await open()
        let stream = simulation.journal.stream()
        let task = Task {
            for try await _ in stream {}
            return true
        }
        await Task.yield()
        task.cancel()
        #expect(try await task.value)
        try await simulation.shutdown()
    }

    /// Two runs of the same story under other names and at other times are the same once normalised.
    @Test func isTheSameForTheSameStoryOnceNormalised() async throws {
        func tell(start: Duration) async throws -> [JSONValue] {
            let time = ManualTime()
            time.advance(by: start)
            let simulation = try await Simulation.open(
                .init(domains: [Accounts.self, Mailbox.self], seed: 7, timeSource: time.source)
            )
            let trace = TraceID()
            try await simulation.perform(
                .open("a", interestEvery: .days(1)),
                in: Accounts.self,
                cause: .request("POST /"),
                trace: trace
            )
            try await simulation.faults.add(FaultRule(id: "r", point: "p", when: .probability(0.5), effect: .drop))
            for _ in 0..<20 { _ = simulation.faults.faults(at: "p", trace: trace) }
            try await simulation.clock.advance(by: .days(3))
            let events = try await simulation.journal.events(after: 1)
            defer { withExtendedLifetime(simulation) {} }
            return simulation.journal.normalised(events)
        }
        let first = try await tell(start: .zero)
        #expect(try await tell(start: .hours(77)) == first)
        #expect(
            first.first == [
                "seq": 1, "type": "account.opened", "version": 1, "cause": "request:POST /", "trace": "<trace 1>",
                "payload": ["account": "a", "interestEvery": 86_400_000, "password": "<password 1>"],
            ]
        )
        #expect(first.contains { $0["type"] == "fault.injected" && $0["trace"] == "<trace 1>" })
        #expect(first.contains { $0["type"] == "clock.advanced" && $0["payload"]?["to"] == "<instant>" })
    }
}
