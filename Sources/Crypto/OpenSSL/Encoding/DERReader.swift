/// Reads DER value by value and never past the end: every input gives values or a ``DERError``.
///
/// Tags of one byte only (numbers 0…30), definite and minimal lengths only.
package struct DERReader: Sendable {
    private var rest: ArraySlice<UInt8>

    package init(_ bytes: some Collection<UInt8>) {
        rest = Array(bytes)[...]
    }

    package init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    package var isAtEnd: Bool { rest.isEmpty }

    /// The tag of the next value, nil at the end.
    package var nextTag: UInt8? { rest.first }

    /// The next value, of whatever tag.
    package mutating func next() throws(DERError) -> DERValue {
        let start = rest.startIndex
        guard rest.count >= 2 else { throw .unexpectedEnd }
        let tag = rest[start]
        guard tag & 0x1f != 0x1f else { throw .invalid("tag of more than one byte") }
        var contentStart = start + 2
        var count = Int(rest[start + 1])
        if count >= 0x80 {
            let octets = count & 0x7f
            guard (1...4).contains(octets) else { throw .invalid("length of \(octets) bytes") }
            guard rest.count >= 2 + octets else { throw .unexpectedEnd }
            contentStart += octets
            count = rest[(start + 2)..<contentStart].reduce(0) { $0 << 8 | Int($1) }
            guard count >= 0x80, rest[start + 2] != 0 else { throw .invalid("length is not minimal") }
        }
        guard rest.endIndex - contentStart >= count else { throw .unexpectedEnd }
        let end = contentStart + count
        defer { rest = rest[end...] }
        return DERValue(tag: tag, content: rest[contentStart..<end], encoded: rest[start..<end])
    }

    /// The next value, which must have this tag.
    package mutating func next(_ tag: UInt8) throws(DERError) -> DERValue {
        guard let found = nextTag else { throw .unexpectedEnd }
        guard found == tag else { throw .unexpectedTag(expected: tag, found: found) }
        return try next()
    }

    /// The next value when it has this tag, nil (and nothing read) otherwise.
    package mutating func nextIfPresent(_ tag: UInt8) throws(DERError) -> DERValue? {
        nextTag == tag ? try next() : nil
    }

    /// Refuses anything that is left.
    package func expectEnd() throws(DERError) {
        guard rest.isEmpty else { throw .trailingBytes(rest.count) }
    }

    /// The single value that `bytes` are, which must have this tag.
    package static func single(_ tag: UInt8, _ bytes: some Collection<UInt8>) throws(DERError) -> DERValue {
        var reader = DERReader(bytes)
        let value = try reader.next(tag)
        try reader.expectEnd()
        return value
    }
}
