/// Why bytes are not the DER that was asked for.
package enum DERError: Error, Hashable, Sendable {
    case unexpectedEnd
    case unexpectedTag(expected: UInt8, found: UInt8)
    case trailingBytes(Int)
    case invalid(String)
}
