/// `OCSPResponseStatus` (RFC 6960, section 4.2.1): whether there is an answer at all.
package enum OCSPResponseStatus: Int, CaseIterable, Sendable {
    case successful = 0
    case malformedRequest = 1
    case internalError = 2
    case tryLater = 3
    case sigRequired = 5
    case unauthorized = 6

    /// The name as RFC 6960 spells it, such as `tryLater`.
    package var name: String { String(describing: self) }
}
