import Foundation

/// A snapshot that was made by another version of the program.
struct UnusableSnapshotError: Error, CustomStringConvertible {
    let domain: String

    var description: String { "domain \(domain)" }
}

extension World {
    /// The states of the domains that have changed after an event.
    func snapshot(changedAfter seq: Int) -> Snapshot {
        Snapshot(
            kind: .current,
            seq: lastSeq,
            instant: lastInstant,
            initialSeq: initialSeq,
            states: slots.filter { $0.lastChange > seq }.map { slot in
                .init(domain: slot.domainName, version: slot.stateVersion, state: slot.saved)
            }
        )
    }

    /// The initial world, just established.
    func initialSnapshot() -> Snapshot? {
        guard let initialSeq, let initialStates else { return nil }
        return Snapshot(
            kind: .initial,
            seq: initialSeq,
            instant: lastInstant,
            initialSeq: initialSeq,
            states: zip(slots, initialStates).map { slot, state in
                .init(domain: slot.domainName, version: slot.stateVersion, state: state)
            }
        )
    }

    /// A domain without a state in the snapshot has had no event yet.
    func restore(_ snapshot: EncodedSnapshot) throws {
        let states = Dictionary(snapshot.states.map { ($0.domain, $0) }, uniquingKeysWith: { first, _ in first })
        for slot in slots {
            guard let state = states[slot.domainName] else { continue }
            guard state.version == slot.stateVersion else { throw UnusableSnapshotError(domain: slot.domainName) }
            do {
                try slot.restore(content: state.content)
            } catch {
                throw UnusableSnapshotError(domain: slot.domainName)
            }
        }
        lastSeq = snapshot.seq
        lastInstant = snapshot.instant
        initialSeq = snapshot.initialSeq
    }
}
