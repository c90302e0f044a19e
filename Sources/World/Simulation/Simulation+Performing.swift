import Foundation
import Logging

extension Simulation {
    /// Decides a command and applies what it brings about; returns when that is on disk.
    ///
    /// Everything that was due until now happens before. A refusal is also answered only when all that it may rest on is
    /// on disk. Not cancellable once decided.
    ///
    /// - Parameter blobs: bytes that are stored together with the events.
    /// - Throws: `D.Failure` as the domain threw it; ``SimulationError`` when nothing could be stored, in which case
    ///   nothing has happened.
    @discardableResult
    package func perform<D: Domain>(
        _ command: D.Command,
        in domain: D.Type,
        cause: Cause,
        trace: TraceID = TraceID(),
        blobs: [Blob] = []
    ) async throws -> Performed<D> {
        try await transact(cause: cause, trace: trace, keepsUndo: false) { transaction in
            let performed = try transaction.perform(command, in: domain)
            for blob in blobs { transaction.store(blob) }
            return performed
        }
    }

    /// Performs several commands at one instant, all or none: if the body throws, nothing has happened.
    ///
    /// The body runs under the simulation's lock: no I/O, no keys, nothing slow.
    package func transaction<Result: Sendable>(
        cause: Cause,
        trace: TraceID = TraceID(),
        _ body: @Sendable (inout Transaction) throws -> Result
    ) async throws -> Result {
        try await transact(cause: cause, trace: trace, body)
    }

    /// The state as it is now: cheap, but the next event of the domain has to copy the collections that are still held.
    /// For a look at one thing use ``read(_:_:)``.
    ///
    /// May rest on events that are not yet on disk: they are a few milliseconds from it.
    package func state<D: Domain>(of domain: D.Type) -> D.State { read(domain) { $0 } }

    /// Takes something out of a state, without copying. The body runs under the simulation's lock.
    package func read<D: Domain, Value>(_ domain: D.Type, _ body: (D.State) throws -> Value) rethrows -> Value {
        try world.withLock { world in
            settleIfUsable(world)
            return try body(world.slot(of: domain).state)
        }
    }

    /// Returns when everything that has been decided so far is on disk.
    package func settleOnDisk() async throws {
        try await commits.wait(for: commits.lastTicket)
    }
}

// MARK: Inside

extension Simulation {
    /// What is due at once is done in steps, so that a long way of the clock is not held in memory.
    private static var dueStep: Int { 1024 }

    private enum Step<Result> {
        case moreIsDue
        case done(Swift.Result<Result, any Error>)
    }

    @discardableResult
    func transact<Result>(
        cause: Cause,
        trace: TraceID,
        keepsUndo: Bool = true,
        settles: Bool = true,
        _ body: (inout Transaction) throws -> Result
    ) async throws -> Result {
        while true {
            let (step, entry) = try world.withLock { world -> (Step<Result>, CommitQueue.Entry) in
                try checkUsable(world)
                if settles, settle(world, limit: Simulation.dueStep) { return (.moreIsDue, commits.end) }
                let instant = max(clockReading(), world.lastInstant)
                var transaction = Transaction(
                    world: world,
                    instant: instant,
                    cause: cause,
                    trace: trace,
                    keepsUndo: keepsUndo
                )
                let result = Swift.Result { try body(&transaction) }
                switch result {
                case .success: return (.done(result), finish(transaction, world))
                case .failure:
                    transaction.rollBack()
                    return (.done(result), commits.end)
                }
            }
            try await commits.wait(for: entry)
            if case .done(let result) = step { return try result.get() }
        }
    }

    /// Sends a transaction on its way and tells everyone whom the new states concern.
    private func finish(_ transaction: Transaction, _ world: World) -> CommitQueue.Entry {
        let entry = commits.enqueue(transaction.operations)
        followWorld(world)
        return entry
    }

    func followWorld(_ world: World) {
        let setting = world.slot(of: ClockDomain.self).state
        let isOtherClock = clockSetting.withLock { current in
            defer { current = setting }
            return current != setting
        }
        let faults = world.slot(of: FaultDomain.self)
        if faults.lastChange > faultCounters.followedSeq {
            faultCounters.follow(faults.state, through: faults.lastChange)
        }
        if isOtherClock || world.nextDue.map({ $0.instant < world.nextLook }) ?? false { dueChanged.raise() }
    }

    /// Performs what is due, each at its own instant, in order over all domains.
    ///
    /// - Returns: whether there is more, after `limit` of them.
    @discardableResult
    private func settle(_ world: World, limit: Int) -> Bool {
        let now = clockReading()
        var count = 0
        while let due = world.nextDue, due.instant <= now {
            guard count < limit else { return true }
            count += 1
            performDue(due.slot, at: max(due.instant, world.lastInstant), world)
        }
        return false
    }

    private func settleIfUsable(_ world: World) {
        guard world.damage == nil, phase.withLock({ $0 == .open }) else { return }
        settle(world, limit: .max)
    }

    private func performDue(_ slot: any DomainSlot, at instant: Date, _ world: World) {
        var transaction = Transaction(
            world: world,
            instant: instant,
            cause: .due(slot.domainName),
            trace: TraceID(),
            keepsUndo: false
        )
        do {
            try slot.performDue(in: &transaction)
            if transaction.operations.isEmpty || world.isStuck(slot.domainName, at: instant) {
                logger.error("domain \(slot.domainName) does not move on from what was due at \(instant.rfc3339)")
                slot.muteDue()
            }
        } catch {
            logger.error("domain \(slot.domainName) failed at what was due at \(instant.rfc3339): \(error)")
            slot.muteDue()
        }
        commits.write(finish(transaction, world))
    }

    func checkUsable(_ world: World) throws {
        if phase.withLock({ $0 == .closed }) { throw SimulationError(.closed, "the simulation was shut down") }
        if world.damage != nil { try reload(world) }
    }

    /// Writes without any event.
    func commit(_ operations: [StoreOperation]) async throws {
        let entry = try world.withLock { world in
            try checkUsable(world)
            return commits.enqueue(operations)
        }
        try await commits.wait(for: entry)
    }

    /// Returns when everything that was written before, and not waited for, stands in the journal.
    package func settle() async throws { try await commit([]) }

    /// Notes that a fault happens, without waiting for the disk.
    func note(_ injection: FaultInjection, trace: TraceID) {
        world.withLock { world in
            guard (try? checkUsable(world)) != nil else { return }
            let instant = max(clockReading(), world.lastInstant)
            let cause = Cause(.program, "fault")
            var transaction = Transaction(world: world, instant: instant, cause: cause, trace: trace, keepsUndo: false)
            guard (try? transaction.perform(.note(injection), in: FaultDomain.self)) != nil else { return }
            commits.write(finish(transaction, world))
        }
    }
}
