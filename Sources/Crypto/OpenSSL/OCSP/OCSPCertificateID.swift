/// `CertID` (RFC 6960, section 4.1.1): a certificate by its issuer's name and key and by its serial number.
package struct OCSPCertificateID: Hashable, Sendable {
    package let digest: DigestAlgorithm
    package let issuerNameHash: [UInt8]
    package let issuerKeyHash: [UInt8]
    /// Big-endian magnitude.
    package let serialNumber: [UInt8]

    /// - Parameter digest: SHA-1 is what all responders know (RFC 5019, section 2.1.1); it protects nothing here.
    package init(serialNumber: [UInt8], issuer: Certificate, digest: DigestAlgorithm = .sha1) throws {
        self.digest = digest
        issuerNameHash = digest.hash(issuer.subject.derEncoded)
        issuerKeyHash = digest.hash(try issuer.publicKey.keyBits)
        // As it is read back: without leading zeros, and 0 is one of them.
        let digits = Array(serialNumber.drop { $0 == 0 })
        self.serialNumber = digits.isEmpty ? [0] : digits
    }

    package init(_ certificate: Certificate, issuer: Certificate, digest: DigestAlgorithm = .sha1) throws {
        try self.init(serialNumber: certificate.serialNumber, issuer: issuer, digest: digest)
    }

    init(_ value: DERValue) throws(DERError) {
        var fields = value.reader
        var algorithm = try fields.next(DERTag.sequence).reader
        guard let digest = DigestAlgorithm(oid: try algorithm.next(DERTag.oid).oid()) else {
            throw .invalid("hash algorithm of a CertID")
        }
        self.digest = digest
        issuerNameHash = Array(try fields.next(DERTag.octetString).content)
        issuerKeyHash = Array(try fields.next(DERTag.octetString).content)
        serialNumber = try fields.next(DERTag.integer).magnitude()
        try fields.expectEnd()
    }

    var derEncoded: [UInt8] {
        DER.sequence(
            DER.sequence(DER.oid(digest.oid), DER.null),
            DER.octetString(issuerNameHash),
            DER.octetString(issuerKeyHash),
            DER.integer(magnitude: serialNumber)
        )
    }

    /// Whether it is about a certificate of this issuer.
    package func isIssued(by issuer: Certificate) -> Bool {
        guard let key = try? issuer.publicKey else { return false }
        return digest.hash(issuer.subject.derEncoded) == issuerNameHash && digest.hash(key.keyBits) == issuerKeyHash
    }

    /// Whether it is about this certificate of this issuer.
    package func names(_ certificate: Certificate, issuer: Certificate) -> Bool {
        serialNumber == certificate.serialNumber && isIssued(by: issuer)
    }
}
