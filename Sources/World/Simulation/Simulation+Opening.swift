import Foundation

extension Simulation {
    /// Opens a new or an existing world. Takes a few milliseconds plus the reading of the snapshot and of the events since.
    ///
    /// - Throws: ``SimulationError``, whose one line says what to do.
    package static func open(_ configuration: SimulationConfiguration) async throws(SimulationError) -> Simulation {
        let place = try StorePlace(configuration.storage)
        let store = try Store(url: place.database, isTemporary: place.isTemporary)
        let ownDomains: [any Domain.Type] = [SimulationDomain.self, ClockDomain.self, FaultDomain.self]
        let world = try World(domains: ownDomains + configuration.domains)
        let snapshotSeq = try WorldLoader(store: store, world: world, logger: configuration.logger).load()
        let simulation = Simulation(
            configuration: configuration,
            world: world,
            store: store,
            place: place,
            snapshotSeq: snapshotSeq,
            seed: configuration.seed ?? world.slot(of: SimulationDomain.self).state.seed ?? .random(in: 0 ... .max)
        )
        simulation.commits.start(
            committed: { [weak simulation] in simulation?.didCommit($0) },
            failed: { [weak simulation] in simulation?.didLose($0) }
        )
        do {
            try await simulation.begin(configuration)
        } catch {
            throw .storage(store.url, error)
        }
        return simulation
    }

    private func begin(_ configuration: SimulationConfiguration) async throws {
        let real = realNow()
        // What was due while the program was off happens before, at its own instants.
        try await transact(cause: .program, trace: TraceID()) { transaction in
            try transaction.perform(.open(seed: self.seed), in: SimulationDomain.self)
            let actions: [ClockDomain.Command.Action] =
                switch configuration.clock {
                case nil: []
                case .real: [.followRealTime]
                case .running(let instant): [.resume, .set(instant)]
                case .frozen(let instant): [.freeze(at: instant)]
                }
            for action in actions {
                try transaction.perform(.init(action: action, real: real), in: ClockDomain.self)
            }
        }
    }
}
