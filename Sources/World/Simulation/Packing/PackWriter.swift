/// Puts values behind one another.
package struct PackWriter: Sendable {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    /// Seven bits a byte, the lowest first: small numbers take one.
    package mutating func append(number: UInt64) {
        var rest = number
        while rest > 0x7f {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    package mutating func append(fixed: UInt64) {
        withUnsafeBytes(of: fixed.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// With their count.
    package mutating func append(_ content: some Collection<UInt8>) {
        append(number: UInt64(content.count))
        bytes.append(contentsOf: content)
    }

    mutating func append(raw content: UnsafeRawBufferPointer) { bytes.append(contentsOf: content) }

    static func bytes(of value: some Packed) -> [UInt8] {
        var writer = PackWriter()
        value.pack(into: &writer)
        return writer.bytes
    }
}
