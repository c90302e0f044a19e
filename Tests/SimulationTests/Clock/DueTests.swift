import Foundation
import Simulation
import Testing

@Suite struct DueTests {
    let time = ManualTime()

    private func open(domains: [any Domain.Type] = [Accounts.self, Mailbox.self]) async throws -> Simulation {
        try await Simulation.open(.init(domains: domains, timeSource: time.source))
    }

    private func remind(_ simulation: Simulation, _ text: String, after duration: Duration) async throws {
        let instant = ManualTime.start.adding(duration)
        try await simulation.perform(.remind(text, at: instant), in: Mailbox.self, cause: .program)
    }

    private func happened(_ simulation: Simulation) async throws -> [String] {
        try await simulation.journal.events(types: ["interest.paid", "mail.sent"]).map { event in
            "\(event.instant.duration(since: ManualTime.start).text) \(event.type) \(event.cause)"
        }
    }

    @Test func advancingLetsEverythingHappenInOrderAtItsOwnInstant() async throws {
        let simulation = try await open()
        try await simulation.perform(.open("a", interestEvery: .days(10)), in: Accounts.self, cause: .program)
        try await remind(simulation, "same instant as the first interest", after: .days(10))
        try await remind(simulation, "late", after: .days(25))
        try await remind(simulation, "early", after: .hours(1))
        let change = try await simulation.clock.advance(by: .days(35))
        #expect(change.to == ManualTime.start.adding(.days(35)))
        #expect(simulation.clock.now == ManualTime.start.adding(.days(35)))
        let expected = [
            "1h mail.sent due:mailbox", "10d interest.paid due:accounts", "10d mail.sent due:mailbox",
            "20d interest.paid due:accounts", "25d mail.sent due:mailbox", "30d interest.paid due:accounts",
        ]
        #expect(try await happened(simulation) == expected)
        let types = try await simulation.journal.events(types: ["clock.*", "interest.*"]).map(\.type)
        #expect(types == ["clock.advanced", "interest.paid", "interest.paid", "interest.paid"])
        try await simulation.shutdown()
    }

    @Test func whatIsDueHappensBeforeTheNextCommandAndBeforeALook() async throws {
        let simulation = try await open()
        try await remind(simulation, "one", after: .seconds(5))
        try await remind(simulation, "two", after: .seconds(50))
        time.advance(by: .seconds(6))
        #expect(simulation.state(of: Mailbox.self).sent == ["one"])
        time.advance(by: .seconds(60))
        let performed = try await simulation.perform(.open("a"), in: Accounts.self, cause: .program)
        #expect(try await happened(simulation) == ["5s mail.sent due:mailbox", "50s mail.sent due:mailbox"])
        #expect(performed.envelopes.map(\.seq) == [6])
        #expect(performed.instant == ManualTime.start.adding(.seconds(66)))
        try await simulation.shutdown()
    }

    @Test func aFrozenClockLetsNothingHappen() async throws {
        let simulation = try await open()
        try await remind(simulation, "one", after: .seconds(5))
        try await simulation.clock.freeze()
        time.advance(by: .hours(1))
        #expect(simulation.clock.now == ManualTime.start)
        #expect(simulation.state(of: Mailbox.self).sent.isEmpty)
        try await simulation.clock.resume()
        #expect(simulation.clock.now == ManualTime.start)
        time.advance(by: .seconds(4))
        #expect(simulation.state(of: Mailbox.self).sent.isEmpty)
        time.advance(by: .seconds(1))
        #expect(simulation.state(of: Mailbox.self).sent == ["one"])
        try await simulation.shutdown()
    }

    @Test func settingTheClockBackIsAllowedAndSaidAndRepeatsNothing() async throws {
        let simulation = try await open()
        try await remind(simulation, "one", after: .days(1))
        try await remind(simulation, "two", after: .days(2))
        try await simulation.clock.set(to: ManualTime.start.adding(.hours(36)))
        #expect(simulation.state(of: Mailbox.self).sent == ["one"])
        let change = try await simulation.clock.set(to: ManualTime.start.adding(.hours(-1)))
        #expect(change.isBackwards)
        let event = try #require(try await simulation.journal.events(types: ["clock.set"]).last)
        #expect(event.payload["isBackwards"] == true)
        #expect(event.instant == ManualTime.start.adding(.hours(36)))
        let performed = try await simulation.perform(.open("a"), in: Accounts.self, cause: .program)
        #expect(performed.instant == ManualTime.start.adding(.hours(-1)))
        try await simulation.clock.advance(by: .days(3))
        #expect(simulation.state(of: Mailbox.self).sent == ["one", "two"])
        try await simulation.shutdown()
    }

    /// A step of the machine's own clock is no command: the journal's instants never go back for it.
    @Test func aStepOfTheMachinesClockDoesNotDisorderTheJournal() async throws {
        let simulation = try await open()
        time.advance(by: .hours(1))
        try await simulation.perform(.open("a"), in: Accounts.self, cause: .program)
        time.advance(by: .hours(-1))
        let later = try await simulation.perform(.open("b"), in: Accounts.self, cause: .program)
        #expect(later.instant == ManualTime.start.adding(.hours(1)))
        try await simulation.shutdown()
    }

    @Test func whatWasDueWhileTheProgramWasOffHappensAtItsOwnInstant() async throws {
        let directory = try StateDirectoryFixture()
        let simulation = try await directory.open()
        let instant = ManualTime.start.adding(.hours(5))
        try await simulation.perform(.remind("one", at: instant), in: Mailbox.self, cause: .program)
        try await simulation.shutdown()
        directory.time.advance(by: .days(3))
        let reopened = try await directory.open()
        #expect(reopened.state(of: Mailbox.self).sent == ["one"])
        let events = try await reopened.journal.events(types: ["mail.sent", "simulation.opened"])
        #expect(events.map(\.type) == ["simulation.opened", "mail.sent", "simulation.opened"])
        #expect(events.map(\.instant) == [ManualTime.start, instant, ManualTime.start.adding(.days(3))])
        try await reopened.shutdown()
    }

    @Test func aDomainThatDoesNotMoveOnIsAskedNoMore() async throws {
        let simulation = try await open()
        let instant = ManualTime.start.adding(.seconds(1))
        try await simulation.perform(.stall(at: instant), in: Mailbox.self, cause: .program)
        time.advance(by: .seconds(2))
        #expect(simulation.state(of: Mailbox.self).sent.isEmpty)
        try await simulation.perform(.open("a"), in: Accounts.self, cause: .program)
        try await simulation.shutdown()
    }

    /// More than is held in memory at once.
    @Test func aLongWayOfTheClockHappensInSteps() async throws {
        let simulation = try await open()
        try await simulation.perform(.open("a", interestEvery: .days(10)), in: Accounts.self, cause: .program)
        try await simulation.clock.advance(by: .days(50_000))
        #expect(simulation.accounts.accounts["a"]?.balance == 5000)
        let instants = try await simulation.journal.events(types: ["interest.paid"]).map(\.instant)
        #expect(instants == (1...5000).map { ManualTime.start.adding(.days(10 * $0)) })
        try await simulation.shutdown()
    }

    /// The loop wakes when something is due, earlier when something earlier comes up, and not at all without need.
    @Test(.timeLimit(.minutes(5))) func runLetsThingsHappenInTime() async throws {
        let simulation = try await open()
        try await remind(simulation, "late", after: .seconds(30))
        let stream = simulation.journal.stream(types: ["mail.sent"])
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await simulation.run() }
            group.addTask { [time] in
                var sent = stream.makeAsyncIterator()
                await time.sleeper(for: .seconds(30))
                try await simulation.perform(
                    .remind("early", at: ManualTime.start.adding(.seconds(10))),
                    in: Mailbox.self,
                    cause: .program
                )
                await time.sleeper(for: .seconds(10))
                time.advance(by: .seconds(10))
                #expect(try await sent.next()?.payload["text"] == "early")
                await time.sleeper(for: .seconds(20))
                time.advance(by: .seconds(20))
                #expect(try await sent.next()?.payload["text"] == "late")
                try await simulation.shutdown()
            }
            try await group.waitForAll()
        }
    }

    /// Every plan is one sleep: what neither is due before the next look nor moves the clock makes no new plan.
    @Test(.timeLimit(.minutes(5))) func runSleepsOnceWhateverHappensMeanwhile() async throws {
        let simulation = try await open()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await simulation.run() }
            group.addTask { [time] in
                // Nothing is due: it looks again after a minute.
                await time.sleeper(for: .seconds(60))
                for number in 1...100 {
                    try await simulation.perform(.open("\(number)"), in: Accounts.self, cause: .program)
                    try await remind(simulation, "later", after: .seconds(60 + number))
                }
                try await remind(simulation, "sooner", after: .seconds(7))
                await time.sleeper(for: .seconds(7))
                #expect(time.requested == [.seconds(60), .seconds(7)])
                try await simulation.shutdown()
            }
            try await group.waitForAll()
        }
    }

    @Test func runEndsWithItsTask() async throws {
        let simulation = try await open()
        let task = Task { await simulation.run() }
        task.cancel()
        await task.value
        try await simulation.shutdown()
    }
}
