/// One `GeneralName` (RFC 5280, 4.2.1.6).
package enum GeneralName: Hashable, Sendable {
    /// `[0]`: a type and its value as one encoded DER value, which is put under `[0] EXPLICIT`.
    case otherName(OID, value: [UInt8])
    /// `[1]`
    case email(String)
    /// `[2]`
    case dns(String)
    /// `[4]`
    case directoryName(DistinguishedName)
    /// `[6]`
    case uri(String)
    /// `[7]`: 4 or 16 bytes; in name constraints twice as many, address and mask.
    case ip([UInt8])
    /// `[8]`
    case registeredID(OID)

    package var derEncoded: [UInt8] {
        switch self {
        case .otherName(let type, let value):
            DER.implicitConstructed(0, of: [DER.oid(type), DER.explicit(0, value)])
        case .email(let address): DER.implicitPrimitive(1, Array(address.utf8))
        case .dns(let name): DER.implicitPrimitive(2, Array(name.utf8))
        // Name is a CHOICE, so the tag is explicit here (X.680, 31.2.7).
        case .directoryName(let name): DER.explicit(4, name.derEncoded)
        case .uri(let uri): DER.implicitPrimitive(6, Array(uri.utf8))
        case .ip(let bytes): DER.implicitPrimitive(7, bytes)
        case .registeredID(let oid): DER.implicitPrimitive(8, oid.derContent)
        }
    }

    /// From an encoded GeneralName; nil for the forms that nobody uses (x400Address, ediPartyName).
    package init?(_ value: DERValue) throws(DERError) {
        switch value.tag {
        case DERTag.contextConstructed(0):
            var fields = value.reader
            let type = try fields.next(DERTag.oid).oid()
            let inner = try fields.next(DERTag.contextConstructed(0))
            try fields.expectEnd()
            self = .otherName(type, value: Array(inner.content))
        case DERTag.contextPrimitive(1): self = .email(String(decoding: value.content, as: UTF8.self))
        case DERTag.contextPrimitive(2): self = .dns(String(decoding: value.content, as: UTF8.self))
        case DERTag.contextConstructed(4):
            self = .directoryName(try DistinguishedName(derEncoded: Array(value.content)))
        case DERTag.contextPrimitive(6): self = .uri(String(decoding: value.content, as: UTF8.self))
        case DERTag.contextPrimitive(7): self = .ip(Array(value.content))
        case DERTag.contextPrimitive(8):
            guard let oid = OID(derContent: value.content) else { throw .invalid("registeredID") }
            self = .registeredID(oid)
        default: return nil
        }
    }
}
