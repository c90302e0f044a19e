import OpenSSL
import Synchronization

/// The last revocation list, ready for judging certificates: made ready once, not at every handshake.
final class SnapshotCache: Sendable {
    private let last = Mutex<(list: RevocationList, snapshot: RevocationSnapshot)?>(nil)

    func snapshot(of list: RevocationList) throws -> RevocationSnapshot {
        if let last = last.withLock({ $0 }), last.list === list { return last.snapshot }
        let snapshot = try RevocationSnapshot(lists: [list])
        last.withLock { $0 = (list, snapshot) }
        return snapshot
    }
}
