import Foundation

extension Simulation {
    /// Whether there is an initial world to which ``reset(cause:trace:)`` leads back.
    package var isEstablished: Bool { world.withLock { $0.initialSeq != nil } }

    /// Declares the world as it is now the initial one, with its blobs, clock and faults.
    package func establish(cause: Cause = .program, trace: TraceID = TraceID()) async throws {
        try await transact(cause: cause, trace: trace) { transaction in
            try transaction.perform(.establish, in: SimulationDomain.self)
            transaction.append(.keepBlobs)
        }
        try await storeInitialSnapshot()
    }

    /// Leads everything back to the initial world: states, blobs, clock, faults, records. The journal goes on.
    ///
    /// - Throws: ``SimulationError`` `notEstablished` when there is none.
    package func reset(cause: Cause = .command("reset"), trace: TraceID = TraceID()) async throws {
        try await transact(cause: cause, trace: trace, settles: false) { transaction in
            let clock = try self.initialClock(transaction.world)
            let landing = clock.reading(real: self.realNow())
            try transaction.perform(.reset(to: landing), in: SimulationDomain.self)
            transaction.append(.resetBlobs)
            self.faultCounters.forget()
            self.records.removeAll()
        }
    }

    private func initialClock(_ world: World) throws -> ClockSetting {
        let states =
            try world.initialStates ?? WorldLoader(store: store, world: world, logger: logger).loadInitialStates()
        world.initialStates = states
        return states.lazy.compactMap { $0 as? ClockSetting }.first ?? .real
    }

    /// Waits for what is on its way, keeps a snapshot, closes the store and lets go of the directory.
    package func shutdown() async throws {
        let isFirst = phase.withLock { phase in
            defer { phase = .closed }
            return phase == .open
        }
        guard isFirst else { return }
        defer {
            hub.committed.finish()
            records.finish()
            dueChanged.finish()
            leavePlace()
        }
        // Under the lock: whoever enqueues after this sees that the phase is closed.
        let ticket = world.withLock { _ in commits.lastTicket }
        try await commits.wait(for: ticket)
        if !isTemporary { try storeLastSnapshot() }
        try store.close(checkpoints: !isTemporary)
    }
}
