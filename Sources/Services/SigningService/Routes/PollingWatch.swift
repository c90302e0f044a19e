import Foundation
import Synchronization

/// When each handle was last polled; bounded, in memory.
final class PollingWatch: Sendable {
    private let last = Mutex<[String: Date]>([:])

    /// Whether the poll before was less than half a polling interval ago.
    func isTooFast(_ name: String, at now: Date) -> Bool {
        last.withLock { last in
            if last.count > 1000 { last.removeAll() }
            defer { last[name] = now }
            let interval = TimeInterval(PendingAuthorization.pollingInterval) / 2
            return last[name].map { (0..<interval).contains(now.timeIntervalSince($0)) } ?? false
        }
    }
}
