/// The named bits of a KeyUsage extension (RFC 5280, 4.2.1.3).
package struct KeyUsage: OptionSet, Hashable, Sendable {
    /// Bit n of the raw value is bit n of the ASN.1 BIT STRING.
    package let rawValue: UInt16

    package init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    package static let digitalSignature = KeyUsage(rawValue: 1 << 0)
    /// Called contentCommitment in newer X.509 editions.
    package static let nonRepudiation = KeyUsage(rawValue: 1 << 1)
    package static let keyEncipherment = KeyUsage(rawValue: 1 << 2)
    package static let dataEncipherment = KeyUsage(rawValue: 1 << 3)
    package static let keyAgreement = KeyUsage(rawValue: 1 << 4)
    package static let keyCertSign = KeyUsage(rawValue: 1 << 5)
    package static let cRLSign = KeyUsage(rawValue: 1 << 6)
    package static let encipherOnly = KeyUsage(rawValue: 1 << 7)
    package static let decipherOnly = KeyUsage(rawValue: 1 << 8)

    package var derEncoded: [UInt8] {
        DER.bitString(namedBits: (0..<9).filter { rawValue & 1 << UInt16($0) != 0 })
    }

    /// From an encoded KeyUsage. Bits beyond the known ones are dropped.
    package init(derEncoded der: [UInt8]) throws(DERError) {
        let content = try DERReader.single(DERTag.bitString, der).content
        guard let unused = content.first, unused < 8 else { throw .invalid("bit string") }
        var usage: UInt16 = 0
        for (index, byte) in content.dropFirst().prefix(2).enumerated() {
            for bit in 0..<8 where byte & 0x80 >> UInt8(bit) != 0 && index * 8 + bit < 9 {
                usage |= 1 << UInt16(index * 8 + bit)
            }
        }
        rawValue = usage
    }
}
