/// One encoded value: its tag, its content, and all its bytes as they stand.
package struct DERValue: Hashable, Sendable {
    package let tag: UInt8
    package let content: ArraySlice<UInt8>
    package let encoded: ArraySlice<UInt8>

    /// A reader over the values inside a constructed value.
    package var reader: DERReader { DERReader(content) }

    package func oid() throws(DERError) -> OID {
        guard let oid = OID(derContent: content) else { throw .invalid("object identifier") }
        return oid
    }

    /// The big-endian magnitude of a non-negative INTEGER, without leading zeros (0 is one zero byte).
    package func magnitude() throws(DERError) -> [UInt8] {
        guard let first = content.first else { throw .invalid("empty integer") }
        guard first & 0x80 == 0 else { throw .invalid("negative integer") }
        if first == 0, content.count > 1 {
            guard content[content.startIndex + 1] & 0x80 != 0 else { throw .invalid("integer is not minimal") }
            return Array(content.dropFirst())
        }
        return Array(content)
    }

    /// A small INTEGER or ENUMERATED.
    package func int() throws(DERError) -> Int {
        guard let first = content.first, content.count <= 8 else { throw .invalid("integer size") }
        return content.reduce(first & 0x80 == 0 ? 0 : -1) { $0 << 8 | Int($1) }
    }

    package func bool() throws(DERError) -> Bool {
        guard content.count == 1, let byte = content.first, byte == 0 || byte == 0xff else {
            throw .invalid("boolean")
        }
        return byte == 0xff
    }

    /// The bytes of a BIT STRING that has no unused bits.
    package func bitStringBytes() throws(DERError) -> ArraySlice<UInt8> {
        guard content.first == 0 else { throw .invalid("bit string with unused bits") }
        return content.dropFirst()
    }

    /// The text of a string type; nil when it is none, or its bytes do not fit it.
    package var text: String? {
        switch tag {
        case DERTag.utf8String:
            String(validating: content, as: UTF8.self)
        case DERTag.printableString, DERTag.ia5String, DERTag.numericString:
            content.allSatisfy { $0 < 0x80 } ? String(decoding: content, as: UTF8.self) : nil
        case DERTag.teletexString:
            // T.61 in name only: what is written in certificates is ISO 8859-1.
            String(String.UnicodeScalarView(content.map { Unicode.Scalar($0) }))
        case DERTag.bmpString:
            content.count % 2 == 0 ? String(validating: bigEndianUnits(), as: UTF16.self) : nil
        default:
            nil
        }
    }

    private func bigEndianUnits() -> [UInt16] {
        stride(from: content.startIndex, to: content.endIndex, by: 2).map {
            UInt16(content[$0]) << 8 | UInt16(content[$0 + 1])
        }
    }
}
