/// One data object of tag, length and value (ISO/IEC 7816-4, 5.2.2), with tags of up to three bytes.
package struct BERTLV: Hashable, Sendable {
    /// The tag's bytes as a number: 0x84, 0xDF21.
    package let tag: Int
    package let value: [UInt8]

    package init(_ tag: Int, _ value: [UInt8]) {
        self.tag = tag
        self.value = value
    }

    package var bytes: [UInt8] {
        let count = value.count
        let length: [UInt8] =
            switch count {
            case 0..<0x80: [UInt8(count)]
            case 0x80...0xFF: [0x81, UInt8(count)]
            default: [0x82, UInt8(truncatingIfNeeded: count >> 8), UInt8(count & 0xFF)]
            }
        return Self.bytes(ofTag: tag) + length + value
    }

    private static func bytes(ofTag tag: Int) -> [UInt8] {
        let all = [UInt8(truncatingIfNeeded: tag >> 16), UInt8(truncatingIfNeeded: tag >> 8), UInt8(tag & 0xFF)]
        return Array(all.drop { $0 == 0 })
    }

    /// The data objects that `bytes` consist of.
    ///
    /// - Returns: nil where a tag or length is not of this form, or a value is cut off.
    package static func list(_ bytes: [UInt8]) -> [BERTLV]? {
        var rest = bytes[...]
        var objects: [BERTLV] = []
        while !rest.isEmpty {
            guard let tag = takeTag(&rest), let length = takeLength(&rest), length <= rest.count else { return nil }
            objects.append(BERTLV(tag, Array(rest.prefix(length))))
            rest = rest.dropFirst(length)
        }
        return objects
    }

    private static func takeTag(_ rest: inout ArraySlice<UInt8>) -> Int? {
        guard let first = rest.popFirst() else { return nil }
        var tag = Int(first)
        guard first & 0x1F == 0x1F else { return tag }
        for _ in 0..<2 {
            guard let next = rest.popFirst() else { return nil }
            tag = tag << 8 | Int(next)
            if next & 0x80 == 0 { return tag }
        }
        return nil
    }

    private static func takeLength(_ rest: inout ArraySlice<UInt8>) -> Int? {
        guard let first = rest.popFirst() else { return nil }
        guard first >= 0x80 else { return Int(first) }
        let octets = Int(first & 0x7F)
        guard (1...3).contains(octets), rest.count >= octets else { return nil }
        defer { rest = rest.dropFirst(octets) }
        return rest.prefix(octets).reduce(0) { $0 << 8 | Int($1) }
    }
}
