import HealthcarePKI
import OpenSSL

/// The keys that a world has recorded, before those of the user's cache: a state directory stays whole when the cache
/// is cleared or another machine's cache has other keys.
struct RecordedKeys: KeySource {
    /// PKCS#8 by label.
    let recorded: [String: [UInt8]]
    let others: any KeySource

    func key(_ request: KeyRequest) throws -> PrivateKey {
        if let bytes = recorded[request.label] { return try PrivateKey(pkcs8DER: bytes) }
        return try others.key(request)
    }

    func prepare(_ requests: [KeyRequest]) throws {
        try others.prepare(requests.filter { recorded[$0.label] == nil })
    }
}
