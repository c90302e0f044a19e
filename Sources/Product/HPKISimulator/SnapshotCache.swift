import OpenSSL
import Synchronization

/// The last revocation lists, ready for judging certificates: made ready once, not at every handshake.
final class SnapshotCache: Sendable {
    private let last = Mutex<RevocationSnapshot?>(nil)

    func snapshot(of lists: [RevocationList]) throws -> RevocationSnapshot {
        if let last = last.withLock({ $0 }), last.lists.elementsEqual(lists, by: ===) { return last }
        let snapshot = try RevocationSnapshot(lists: lists)
        last.withLock { $0 = snapshot }
        return snapshot
    }
}
