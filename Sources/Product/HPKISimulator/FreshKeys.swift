import HealthcarePKI
import OpenSSL
import Synchronization

/// The keys that the desk makes for new client certificates.
///
/// A world that is thrown away takes them in turn from a few that are kept with the other keys: an RSA key costs a quarter
/// of a second, and a run of the catalogue needs a hundred. A world that is kept makes each anew.
final class FreshKeys: Sendable {
    /// More than are in use at once in any scenario.
    private static let poolSize = 16

    private let pool: KeyCache?
    private let count = Atomic(0)

    /// - Parameter pool: nil for a world that is kept.
    init(pool: KeyCache?) {
        self.pool = pool
    }

    func next(_ kind: KeyKind) throws -> PrivateKey {
        let number = count.wrappingAdd(1, ordering: .relaxed).oldValue % Self.poolSize
        guard let pool, let request = KeyRequest(label: "desk.\(number)", kind: kind) else {
            return try PrivateKey.generate(kind)
        }
        return try pool.key(request)
    }
}
