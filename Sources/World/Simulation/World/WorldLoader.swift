import Foundation
import Logging

/// Leads a world to what the store says: the snapshot, and the events since.
struct WorldLoader {
    let store: Store
    let world: World
    let logger: Logger

    /// - Returns: the number of the event up to which the snapshot is good; 0 without one.
    @discardableResult
    func load() throws(SimulationError) -> Int {
        world.restoreInitialStates()
        let snapshotSeq = try restoreSnapshot()
        if snapshotSeq > 0, world.initialSeq != nil, try store.hasReset(after: snapshotSeq) {
            world.initialStates = try loadInitialStates()
        }
        try replay(after: snapshotSeq, through: nil, into: world)
        return snapshotSeq
    }

    /// The states of the initial world, which are not kept in memory when the world came from a snapshot.
    func loadInitialStates() throws(SimulationError) -> [any Codable & Sendable] {
        guard let initialSeq = world.initialSeq else {
            throw SimulationError(.notEstablished, "there is no initial world to go back to yet")
        }
        let scratch = try World(domains: world.domains)
        if let snapshot = try store.snapshot(.initial), snapshot.seq == initialSeq,
            (try? scratch.restore(snapshot)) != nil
        {
            return scratch.slots.map(\.saved)
        }
        scratch.restoreInitialStates()
        try replay(after: 0, through: initialSeq, into: scratch)
        return scratch.slots.map(\.saved)
    }

    private func restoreSnapshot() throws(SimulationError) -> Int {
        guard let snapshot = try store.snapshot(.current) else { return 0 }
        do {
            guard snapshot.seq <= (try store.lastSeq()) else { throw UnusableSnapshotError(domain: "journal") }
            try world.restore(snapshot)
            return snapshot.seq
        } catch {
            logger.notice("the snapshot is of another version (\(error)): rebuilding from the journal")
            try store.removeSnapshots()
            world.restoreInitialStates()
            return 0
        }
    }

    private func replay(after seq: Int, through last: Int?, into world: World) throws(SimulationError) {
        let directory = store.url.deletingLastPathComponent()
        try store.forEachEvent(after: seq, through: last) { envelope in
            do {
                try world.apply(stored: envelope)
            } catch is UnknownEventError, is EventVersionError {
                throw SimulationError.newer(directory)
            } catch {
                throw SimulationError(
                    .storageDamaged,
                    "event \(envelope.seq) (\(envelope.type)) in \(store.url.path) cannot be read (\(error)):"
                        + " delete \(directory.path) and start anew"
                )
            }
        }
    }
}
