import Foundation
import Logging

extension Simulation {
    func moveClock(
        _ action: ClockDomain.Command.Action,
        cause: Cause,
        trace: TraceID
    ) async throws -> ClockChange {
        let (change, from) = try await transact(cause: cause, trace: trace) { transaction in
            let real = self.realNow()
            let from = transaction.state(of: ClockDomain.self)
            let command = ClockDomain.Command(action: action, real: real)
            let change = try transaction.perform(command, in: ClockDomain.self).events.first?.change
            return (change, (setting: from, reading: from.reading(real: real)))
        }
        guard let change else {
            return ClockChange(from: from.reading, to: from.reading, setting: from.setting)
        }
        if change.isBackwards {
            logger.warning("the clock was set backwards, from \(change.from.rfc3339) to \(change.to.rfc3339)")
        }
        // What is due on the way happens after the clock has moved, so that a restart in between goes on with it.
        try await settleAll()
        return change
    }

    /// Performs everything that is due; returns when it is on disk.
    func settleAll() async throws {
        try await transact(cause: .program, trace: TraceID()) { _ in }
    }

    /// Lets what is due happen in time; ends with the task's cancellation or the shutdown.
    package func run() async {
        while !Task.isCancelled, phase.withLock({ $0 == .open }) {
            do {
                try await settleAll()
            } catch {
                // The store failed; what is due stays due.
                logger.error("\(error)")
                try? await timeSource.sleep(.seconds(1))
                continue
            }
            // Read before the plan is made: whatever changes it afterwards raises the number.
            let generation = dueChanged.value
            await wait(for: planNextLook(), orAbove: generation)
        }
    }

    /// Real time until the loop looks again; `nil` for never, unless the clock is changed.
    private func planNextLook() -> Duration? {
        world.withLock { world in
            guard case .running = clock.setting else {
                world.nextLook = .distantPast
                return nil
            }
            let now = clockReading()
            // Not longer at once, so that a step of the machine's wall clock is noticed.
            let wait = (world.nextDue?.instant).map { $0.duration(since: now) } ?? Self.longestWait
            let delay = min(max(wait, .milliseconds(1)), Self.longestWait)
            world.nextLook = now.adding(delay)
            return delay
        }
    }

    private static let longestWait = Duration.seconds(60)

    private func wait(for delay: Duration?, orAbove generation: Int) async {
        await withTaskGroup { group in
            group.addTask { await self.dueChanged.wait(above: generation) }
            if let delay { group.addTask { try? await self.timeSource.sleep(delay) } }
            await group.next()
            group.cancelAll()
        }
    }
}
