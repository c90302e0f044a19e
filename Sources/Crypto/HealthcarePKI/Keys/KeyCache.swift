import Dispatch
package import Foundation
package import OpenSSL
import Synchronization

/// Private keys that are made once for this user and then kept in a folder: making twenty RSA keys takes seconds.
///
/// Any number of processes may start at once: one makes what is missing, the others wait and then read the same keys.
/// Keys already read stay in memory.
package final class KeyCache: KeySource {
    private let directory: KeyDirectory
    private let known = Mutex<[KeyRequest: PrivateKey]>([:])

    /// - Parameter directory: made with mode 0700 when it is not there; must belong to this user alone.
    package init(directory: URL) throws(KeyCacheError) {
        self.directory = try KeyDirectory(directory)
    }

    package func key(_ request: KeyRequest) throws -> PrivateKey {
        if let key = known.withLock({ $0[request] }) { return key }
        if let key = try stored(request) { return remember(key, for: request) }
        try prepare([request])
        return try known.withLock { $0[request] } ?? key(request)
    }

    package func prepare(_ requests: [KeyRequest]) throws {
        let unread = known.withLock { known in requests.filter { known[$0] == nil } }
        let missing = try onAllCores(unread) { request in try self.readIfStored(request) }
        guard !missing.isEmpty else { return }
        try directory.locked {
            // While this process waited for the lock, another one may have made them.
            let missing = try onAllCores(missing) { request in try self.readIfStored(request) }
            _ = try onAllCores(missing) { request in
                let key = try PrivateKey.generate(request.kind)
                try self.directory.write(request.fileName, try key.pkcs8DER())
                _ = self.remember(key, for: request)
                return true
            }
        }
    }

    /// Keeps the first of two keys that were read at the same time, so that all holders share one.
    private func remember(_ key: PrivateKey, for request: KeyRequest) -> PrivateKey {
        known.withLock { known in
            let kept = known[request] ?? key
            known[request] = kept
            return kept
        }
    }

    private func readIfStored(_ request: KeyRequest) throws -> Bool {
        guard let key = try stored(request) else { return false }
        _ = remember(key, for: request)
        return true
    }

    private func stored(_ request: KeyRequest) throws -> PrivateKey? {
        guard let bytes = try directory.read(request.fileName) else { return nil }
        guard let key = try? PrivateKey(pkcs8DER: bytes), key.kind == request.kind else {
            throw KeyCacheError.damagedKey(path: "\(directory.path)/\(request.fileName)")
        }
        return key
    }

    /// Runs `body` for all requests on all cores, and gives those for which it said no.
    private func onAllCores(
        _ requests: [KeyRequest],
        _ body: @Sendable (KeyRequest) throws -> Bool
    ) throws -> [KeyRequest] {
        let outcome = Mutex<(refused: Set<KeyRequest>, failure: (any Error)?)>(([], nil))
        DispatchQueue.concurrentPerform(iterations: requests.count) { index in
            do {
                if try !body(requests[index]) { outcome.withLock { _ = $0.refused.insert(requests[index]) } }
            } catch {
                outcome.withLock { $0.failure = $0.failure ?? error }
            }
        }
        let (refused, failure) = outcome.withLock { $0 }
        if let failure { throw failure }
        return requests.filter(refused.contains)
    }
}
