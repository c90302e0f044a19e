/// What becomes of the card at the end of a connection or transaction (`SCARD_LEAVE_CARD` and so on).
package enum CardDisposition: UInt32, Sendable {
    case leave = 0
    case reset = 1
    case unpower = 2
    case eject = 3
}
