/// How a connection shares its card with others (`SCARD_SHARE_*`).
package enum CardSharing: UInt32, Sendable {
    case exclusive = 1
    case shared = 2
    /// To the reader, with or without a card in it.
    case direct = 3
}
