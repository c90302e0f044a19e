import Foundation
import Synchronization

/// Remembers the `jti` of assertions for as long as they are valid, so that none is taken twice.
///
/// [D] Volatile and on real time, as the assertions are: a restart forgets, within ``LoginPolicy/assertionLifetime`` of each.
final class ReplayGuard: Sendable {
    private struct Seen {
        var ids: Set<SecretDigest> = []
        var deadlines = DeadlineQueue<SecretDigest>()
    }

    private let seen = Mutex(Seen())

    /// Whether this id comes for the first time.
    /// - Parameter issuer: the client: ids of two clients do not collide.
    func isFirst(_ id: String, of issuer: String, now: Date) -> Bool {
        let digest = SecretDigest(of: "\(issuer)\n\(id)")
        return seen.withLock { seen in
            while let first = seen.deadlines.first,
                first.instant <= now || seen.ids.count >= LoginPolicy.maximumAssertions
            {
                seen.ids.remove(first.id)
                seen.deadlines.remove(first.id, at: first.instant)
            }
            guard seen.ids.insert(digest).inserted else { return false }
            // An assertion may be dated ahead by as much as it may be old.
            seen.deadlines.insert(digest, at: now + 2 * LoginPolicy.assertionLifetime)
            return true
        }
    }
}
