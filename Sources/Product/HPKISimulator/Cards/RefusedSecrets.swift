import Synchronization

/// Which values a card has refused, so that the journal can say of a refusal whether the same value came again (control
/// CTL-02). In memory only: no wrong PIN is ever written down.
final class RefusedSecrets: Sendable {
    private let values = Mutex<[String: [[UInt8]: Int]]>([:])

    /// The world begins anew.
    func forget() { values.withLock { $0 = [:] } }

    /// - Parameters:
    ///   - secret: the card and its secret.
    ///   - isFirst: all tries are there: what was refused before is over.
    /// - Returns: how often the value was refused before.
    func note(_ value: [UInt8], of secret: String, isFirst: Bool) -> Int {
        values.withLock { values in
            if isFirst { values[secret] = nil }
            let before = values[secret]?[value] ?? 0
            values[secret, default: [:]][value] = before + 1
            return before
        }
    }
}
