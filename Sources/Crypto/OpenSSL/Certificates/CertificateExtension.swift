/// One extension of a certificate, a revocation list or an entry of one (RFC 5280, 4.2).
package struct CertificateExtension: Hashable, Sendable {
    package let oid: OID
    package let isCritical: Bool
    /// The DER inside the extension's OCTET STRING.
    package let value: [UInt8]

    package init(oid: OID, isCritical: Bool, value: [UInt8]) {
        self.oid = oid
        self.isCritical = isCritical
        self.value = value
    }

    /// The encoded `Extension`.
    package var derEncoded: [UInt8] {
        isCritical
            ? DER.sequence(DER.oid(oid), DER.boolean(true), DER.octetString(value))
            : DER.sequence(DER.oid(oid), DER.octetString(value))
    }

    /// From an encoded `Extension`.
    package init(_ sequence: DERValue) throws(DERError) {
        var fields = sequence.reader
        oid = try fields.next(DERTag.oid).oid()
        isCritical = try fields.nextIfPresent(DERTag.boolean)?.bool() ?? false
        value = Array(try fields.next(DERTag.octetString).content)
        try fields.expectEnd()
    }

    /// From an encoded `Extensions` sequence.
    static func list(_ der: [UInt8]) throws(DERError) -> [CertificateExtension] {
        var reader = try DERReader.single(DERTag.sequence, der).reader
        var extensions: [CertificateExtension] = []
        while !reader.isAtEnd { extensions.append(try CertificateExtension(reader.next(DERTag.sequence))) }
        return extensions
    }
}
