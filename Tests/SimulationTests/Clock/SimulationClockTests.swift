import Foundation
import Simulation
import Testing

@Suite struct SimulationClockTests {
    let time = ManualTime()

    @Test func isRealTimeUnlessMoved() async throws {
        let simulation = try await Simulation.open(.init(timeSource: time.source))
        #expect(simulation.clock.setting == .real)
        time.advance(by: .milliseconds(1234))
        #expect(simulation.clock.now == ManualTime.start.adding(.milliseconds(1234)))
        #expect(simulation.clock.realNow == simulation.clock.now)
        let change = try await simulation.clock.advance(by: .days(1))
        #expect(change.setting == .running(offset: .days(1)))
        #expect(simulation.clock.now.duration(since: simulation.clock.realNow) == .days(1))
        try await simulation.clock.followRealTime()
        #expect(simulation.clock.now == time.now)
        #expect(simulation.clock.setting == .real)
        try await simulation.shutdown()
    }

    @Test func survivesARestart() async throws {
        let directory = try StateDirectoryFixture()
        let simulation = try await directory.open()
        try await simulation.clock.advance(by: .days(2))
        try await simulation.shutdown()
        directory.time.advance(by: .hours(3))
        let shifted = try await directory.open()
        #expect(shifted.clock.now == ManualTime.start.adding(.hours(51)))
        try await shifted.clock.freeze(at: ManualTime.start)
        try await shifted.shutdown()
        directory.time.advance(by: .hours(3))
        let frozen = try await directory.open()
        #expect(frozen.clock.now == ManualTime.start)
        #expect(frozen.clock.setting == .frozen(at: ManualTime.start))
        try await frozen.shutdown()
    }

    @Test(arguments: [
        (ClockStart.real, 3), (.running(from: Date(milliseconds: 0)), 3), (.frozen(at: Date(milliseconds: 5)), 0),
    ])
    func startsAsAsked(_ start: ClockStart, _ runs: Int) async throws {
        let directory = try StateDirectoryFixture()
        let first = try await directory.open()
        try await first.clock.freeze(at: ManualTime.start.adding(.days(7)))
        try await first.shutdown()
        var configuration = directory.configuration
        configuration.clock = start
        let simulation = try await Simulation.open(configuration)
        let expected =
            switch start {
            case .real: ManualTime.start
            case .running(let instant), .frozen(let instant): instant
            }
        #expect(simulation.clock.now == expected)
        directory.time.advance(by: .seconds(3))
        #expect(simulation.clock.now == expected.adding(.seconds(runs)))
        let performed = try await simulation.perform(.open("a"), in: Accounts.self, cause: .program)
        #expect(performed.instant == expected.adding(.seconds(runs)))
        try await simulation.shutdown()
    }

    @Test func aFrozenClockCanBeMoved() async throws {
        let simulation = try await Simulation.open(.init(timeSource: time.source))
        try await simulation.clock.freeze()
        try await simulation.clock.advance(by: .hours(2))
        time.advance(by: .hours(9))
        #expect(simulation.clock.now == ManualTime.start.adding(.hours(2)))
        try await simulation.clock.set(to: ManualTime.start)
        #expect(simulation.clock.setting == .frozen(at: ManualTime.start))
        let unchanged = try await simulation.clock.freeze(at: nil)
        #expect(unchanged.from == unchanged.to)
        try await simulation.clock.resume()
        time.advance(by: .seconds(1))
        #expect(simulation.clock.now == ManualTime.start.adding(.seconds(1)))
        let before = simulation.journal.lastSeq
        try await simulation.clock.resume()
        #expect(simulation.journal.lastSeq == before)
        try await simulation.shutdown()
    }

    @Test func refusesWhatMakesNoSense() async throws {
        let simulation = try await Simulation.open(.init(timeSource: time.source))
        for work in [
            { _ = try await simulation.clock.advance(by: .days(-1)) },
            { _ = try await simulation.clock.advance(by: .seconds(Int64.max)) },
            { _ = try await simulation.clock.set(to: Date(timeIntervalSinceReferenceDate: .infinity)) },
            { _ = try await simulation.clock.set(to: Date(milliseconds: 253_402_300_800_000)) },
            { _ = try await simulation.clock.freeze(at: .distantPast.addingTimeInterval(-1e9)) },
        ] as [@Sendable () async throws -> Void] {
            let error = await #expect(throws: SimulationError.self) { try await work() }
            #expect(error?.code == .invalidClock)
        }
        #expect(simulation.clock.now == ManualTime.start)
        try await simulation.shutdown()
    }
}
