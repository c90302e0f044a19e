/// Identifier octets (X.690, 8.1.2) of the types that X.509, CRLs, PKCS#12 and their relatives use.
package enum DERTag {
    package static let boolean: UInt8 = 0x01
    package static let integer: UInt8 = 0x02
    package static let bitString: UInt8 = 0x03
    package static let octetString: UInt8 = 0x04
    package static let null: UInt8 = 0x05
    package static let oid: UInt8 = 0x06
    package static let enumerated: UInt8 = 0x0a
    package static let utf8String: UInt8 = 0x0c
    package static let numericString: UInt8 = 0x12
    package static let printableString: UInt8 = 0x13
    package static let teletexString: UInt8 = 0x14
    package static let ia5String: UInt8 = 0x16
    package static let utcTime: UInt8 = 0x17
    package static let generalizedTime: UInt8 = 0x18
    package static let universalString: UInt8 = 0x1c
    package static let bmpString: UInt8 = 0x1e
    package static let sequence: UInt8 = 0x30
    package static let set: UInt8 = 0x31

    /// `[number]`, primitive; numbers 0…30.
    package static func contextPrimitive(_ number: UInt8) -> UInt8 { 0x80 | number & 0x1f }

    /// `[number]`, constructed; numbers 0…30.
    package static func contextConstructed(_ number: UInt8) -> UInt8 { 0xa0 | number & 0x1f }
}
