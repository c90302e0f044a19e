import HealthcarePKI
import OpenSSL

/// The keys that a world has recorded, before those of the user's cache: a state directory stays whole when the cache
/// is cleared or another machine's cache has other keys.
struct RecordedKeys: KeySource {
    /// PKCS#8 by label.
    let recorded: [String: [UInt8]]
    let others: any KeySource

    func key(_ request: KeyRequest) throws -> PrivateKey {
        guard let bytes = recorded[request.label] else { return try others.key(request) }
        let key = try PrivateKey(pkcs8DER: bytes)
        return key.kind == request.kind ? key : try others.key(request)
    }

    func prepare(_ requests: [KeyRequest]) throws {
        try others.prepare(requests.filter { recorded[$0.label] == nil })
    }
}
