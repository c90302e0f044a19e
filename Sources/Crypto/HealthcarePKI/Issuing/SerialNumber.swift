import OpenSSL

/// Serial numbers of end-entity certificates. All begin with 7E57 (“TEST”), which no real HPKI, JPKI or client
/// certificate does, and stay positive.
package enum SerialNumber {
    private static let mark: [UInt8] = [0x7E, 0x57]

    /// Four bytes, for the fixed rows of the default world.
    package static func fixed(_ row: UInt16) -> [UInt8] { mark + [UInt8(row >> 8), UInt8(row & 0xFF)] }

    /// Eight bytes with 48 random bits; can never be one of the fixed ones.
    package static func random() -> [UInt8] { mark + SecureRandom.bytes(6) }
}
