/// A durable fact that a command brought about; it is to be recorded before the answer leaves.
package enum CardEvent: Hashable, Sendable {
    /// - Parameter triesLeft: 0 blocks the secret.
    case secretRefused(CardSecret, triesLeft: Int)
    case secretAccepted(CardSecret)
    case secretChanged(CardSecret, to: [UInt8])
    case signed(CardKey)
}
