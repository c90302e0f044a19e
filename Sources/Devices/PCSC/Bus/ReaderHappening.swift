/// Something at a reader that a trace tells, whoever did it.
package enum ReaderHappening: Sendable {
    case attached(reader: String)
    case detached(reader: String)
    /// - Parameter atr: empty for a card that does not answer.
    case inserted(reader: String, atr: [UInt8])
    case removed(reader: String)
    /// The card gets its power: fresh, or after a reset.
    case powered(reader: String)
    case exchange(CardExchange)
}
