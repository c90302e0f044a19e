package import Foundation

/// Writes DER (X.690, section 10 and 11): every function gives one complete encoded value.
///
/// `DER.sequence(DER.oid("2.5.29.14"), DER.octetString(bytes))` reads like the ASN.1 that it encodes.
package enum DER {
    /// Tag, definite length, content.
    package static func value(tag: UInt8, _ content: some Collection<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        let count = content.count
        bytes.reserveCapacity(count + 6)
        bytes.append(tag)
        if count < 0x80 {
            bytes.append(UInt8(count))
        } else {
            let octets = (8 - count.leadingZeroBitCount / 8)
            bytes.append(0x80 | UInt8(octets))
            for shift in (0..<octets).reversed() { bytes.append(UInt8(truncatingIfNeeded: count >> (shift * 8))) }
        }
        bytes.append(contentsOf: content)
        return bytes
    }

    // MARK: Constructed

    package static func sequence(_ elements: [UInt8]...) -> [UInt8] { sequence(of: elements) }

    package static func sequence(of elements: [[UInt8]]) -> [UInt8] {
        value(tag: DERTag.sequence, Array(elements.joined()))
    }

    package static func set(_ elements: [UInt8]...) -> [UInt8] { set(of: elements) }

    /// A SET OF: the elements are put into the ascending order that DER asks for (X.690, 11.6).
    ///
    /// For a SET of differently tagged members this is the order of their tags (X.690, 10.3), as long as all are
    /// encoded with single-byte tags of one form.
    package static func set(of elements: [[UInt8]]) -> [UInt8] {
        let ordered = elements.sorted { $0.lexicographicallyPrecedes($1) }
        return value(tag: DERTag.set, Array(ordered.joined()))
    }

    /// `[number] EXPLICIT`: the given encoded value inside a constructed context-specific tag.
    package static func explicit(_ number: UInt8, _ element: [UInt8]...) -> [UInt8] {
        value(tag: DERTag.contextConstructed(number), Array(element.joined()))
    }

    /// `[number] IMPLICIT` of a constructed type, or a context-specific SEQUENCE: the elements without their own tag.
    package static func implicitConstructed(_ number: UInt8, of elements: [[UInt8]]) -> [UInt8] {
        value(tag: DERTag.contextConstructed(number), Array(elements.joined()))
    }

    /// `[number] IMPLICIT` of a primitive type: the content bytes without their own tag.
    package static func implicitPrimitive(_ number: UInt8, _ content: some Collection<UInt8>) -> [UInt8] {
        value(tag: DERTag.contextPrimitive(number), content)
    }

    // MARK: Primitive

    package static func oid(_ oid: OID) -> [UInt8] { value(tag: DERTag.oid, oid.derContent) }

    package static let null: [UInt8] = [DERTag.null, 0]

    package static func boolean(_ flag: Bool) -> [UInt8] { [DERTag.boolean, 1, flag ? 0xff : 0x00] }

    package static func integer(_ number: Int) -> [UInt8] {
        value(tag: DERTag.integer, minimalTwosComplement(number))
    }

    package static func enumerated(_ number: Int) -> [UInt8] {
        value(tag: DERTag.enumerated, minimalTwosComplement(number))
    }

    /// A non-negative INTEGER from its big-endian magnitude; leading zeros do not matter, empty is 0.
    package static func integer(magnitude: some Collection<UInt8>) -> [UInt8] {
        let digits = Array(magnitude.drop { $0 == 0 })
        guard let first = digits.first else { return value(tag: DERTag.integer, [0]) }
        return value(tag: DERTag.integer, first & 0x80 == 0 ? digits : [0] + digits)
    }

    package static func octetString(_ bytes: some Collection<UInt8>) -> [UInt8] {
        value(tag: DERTag.octetString, bytes)
    }

    /// A BIT STRING of whole bytes.
    package static func bitString(_ bytes: some Collection<UInt8>) -> [UInt8] {
        value(tag: DERTag.bitString, [0] + bytes)
    }

    /// A BIT STRING of named bits, such as KeyUsage: trailing zero bits are left out (X.690, 11.2.2).
    ///
    /// - Parameter bits: the numbers of the bits that are set, bit 0 first on the wire.
    package static func bitString(namedBits bits: some Collection<Int>) -> [UInt8] {
        guard let last = bits.max() else { return value(tag: DERTag.bitString, [0]) }
        var bytes = [UInt8](repeating: 0, count: last / 8 + 1)
        for bit in bits { bytes[bit / 8] |= 0x80 >> UInt8(bit % 8) }
        return value(tag: DERTag.bitString, [UInt8(7 - last % 8)] + bytes)
    }

    package static func utf8String(_ text: String) -> [UInt8] { value(tag: DERTag.utf8String, Array(text.utf8)) }

    package static func printableString(_ text: String) -> [UInt8] {
        value(tag: DERTag.printableString, Array(text.utf8))
    }

    package static func ia5String(_ text: String) -> [UInt8] { value(tag: DERTag.ia5String, Array(text.utf8)) }

    // MARK: Time

    /// The `Time` of certificates and CRLs: UTCTime until 2049, GeneralizedTime from 2050 (RFC 5280, 4.1.2.5).
    /// Fractions of a second are dropped.
    package static func time(_ instant: Date) -> [UInt8] {
        let parts = UTCTimeParts(instant)
        return (1950..<2050).contains(parts.year)
            ? value(tag: DERTag.utcTime, Array(parts.utcTime.utf8))
            : generalizedTime(instant)
    }

    /// A GeneralizedTime in whole seconds, as OCSP and time stamps use it at any date.
    package static func generalizedTime(_ instant: Date) -> [UInt8] {
        value(tag: DERTag.generalizedTime, Array(UTCTimeParts(instant).generalizedTime.utf8))
    }

    private static func minimalTwosComplement(_ number: Int) -> [UInt8] {
        var bytes = withUnsafeBytes(of: number.bigEndian) { Array($0) }
        while bytes.count > 1,
            bytes[0] == 0x00 && bytes[1] & 0x80 == 0 || bytes[0] == 0xff && bytes[1] & 0x80 != 0
        {
            bytes.removeFirst()
        }
        return bytes
    }
}
