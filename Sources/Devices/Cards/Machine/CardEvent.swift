/// A durable fact that a command brought about; it is to be recorded before the answer leaves.
package enum CardEvent: Hashable, Sendable {
    /// - Parameters:
    ///   - triesLeft: 0 blocks the secret.
    ///   - value: what was sent: to be compared with what was refused before, never to be recorded.
    case secretRefused(CardSecret, triesLeft: Int, value: [UInt8])
    case secretAccepted(CardSecret)
    case secretChanged(CardSecret, to: [UInt8])
    case signed(CardKey)
}
