package import OpenSSL
import Synchronization

/// Keys that live in memory only.
package final class TemporaryKeys: KeySource {
    private let known = Mutex<[KeyRequest: PrivateKey]>([:])

    package init() {}

    package func key(_ request: KeyRequest) throws -> PrivateKey {
        try known.withLock { known in
            if let key = known[request] { return key }
            let key = try PrivateKey.generate(request.kind)
            known[request] = key
            return key
        }
    }

    package func prepare(_ requests: [KeyRequest]) throws {
        for request in requests { _ = try key(request) }
    }
}
