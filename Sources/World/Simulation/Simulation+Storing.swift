import Dispatch
import Foundation
import Logging

extension Simulation {
    /// On the writing thread, after each transaction.
    func didCommit(_ operations: [StoreOperation]) {
        hub.publish(operations)
        guard snapshots.begin(at: hub.committed.value) else { return }
        DispatchQueue.global(qos: .utility).async { self.storeSnapshot() }
    }

    /// On the writing thread, when a transaction could not be written: the world goes back to what is on disk.
    func didLose(_ error: SimulationError) {
        logger.error("\(error)")
        world.withLock { world in
            commits.loseAll(error)
            // If this fails too, the next command tries again and says so.
            try? reload(world)
        }
    }

    func reload(_ world: World) throws(SimulationError) {
        world.epoch += 1
        do {
            snapshots.restart(at: try WorldLoader(store: store, world: world, logger: logger).load())
            world.damage = nil
        } catch {
            world.damage = error
            throw error
        }
        let faults = world.slot(of: FaultDomain.self)
        faultCounters.follow(faults.state, through: faults.lastChange)
        followWorld(world)
    }

    private func storeSnapshot() {
        let (snapshot, epoch) = world.withLock { ($0.snapshot(changedAfter: snapshots.lastSeq), $0.epoch) }
        guard let encoded = encode(snapshot) else { return snapshots.giveUp() }
        world.withLock { world in
            guard (try? checkUsable(world)) != nil, world.epoch == epoch else { return snapshots.giveUp() }
            // Behind all events that the snapshot rests on.
            commits.write(commits.enqueue([.storeSnapshot(encoded)]))
            snapshots.didStore(through: encoded.seq, byteCount: encoded.byteCount)
        }
    }

    /// A state that cannot be encoded costs time at the next start, nothing else.
    private func encode(_ snapshot: Snapshot) -> EncodedSnapshot? {
        do {
            return try snapshot.encoded()
        } catch {
            logger.error("no snapshot: \(error)")
            return nil
        }
    }

    /// The initial world is small, and made once.
    func storeInitialSnapshot() async throws {
        guard let snapshot = world.withLock({ $0.initialSnapshot() }), let encoded = encode(snapshot) else { return }
        try await commit([.storeSnapshot(encoded)])
    }

    /// So that the next start has nothing to replay.
    func storeLastSnapshot() throws(SimulationError) {
        let snapshot = world.withLock { world in
            world.damage == nil ? world.snapshot(changedAfter: snapshots.lastSeq) : nil
        }
        guard let snapshot, let encoded = encode(snapshot) else { return }
        try store.commit([.storeSnapshot(encoded)])
    }
}
