package import Foundation

/// All that stands in a certificate before its CA signs it (RFC 5280, 4.1.2). Any nonsense can be written: that is
/// what test certificates are for.
package struct CertificateTemplate: Sendable {
    /// Big-endian magnitude of the serial number.
    package var serialNumber: [UInt8]
    package var issuer: DistinguishedName
    package var subject: DistinguishedName
    package var notBefore: Date
    package var notAfter: Date
    package var publicKey: PublicKey
    /// In the order in which they are written.
    package var extensions: [CertificateExtension]

    package init(
        serialNumber: [UInt8],
        issuer: DistinguishedName,
        subject: DistinguishedName,
        notBefore: Date,
        notAfter: Date,
        publicKey: PublicKey,
        extensions: [CertificateExtension]
    ) {
        self.serialNumber = serialNumber
        self.issuer = issuer
        self.subject = subject
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.publicKey = publicKey
        self.extensions = extensions
    }

    /// The certificate, version 3 (version 1 when there are no extensions), signed by the CA's key.
    ///
    /// Weak digests and keys are signed with as well; it is for the reader to refuse them.
    package func signed(
        by key: PrivateKey,
        digest: DigestAlgorithm = .sha256,
        padding: SignaturePadding = .pkcs1v15
    ) throws -> Certificate {
        let algorithm = SignatureAlgorithm(digest: digest, padding: padding)
        var fields = [
            DER.integer(magnitude: serialNumber),
            algorithm.derEncoded(for: key.kind),
            issuer.derEncoded,
            DER.sequence(DER.time(notBefore), DER.time(notAfter)),
            subject.derEncoded,
            publicKey.spkiDER,
        ]
        if !extensions.isEmpty {
            fields.insert(DER.explicit(0, DER.integer(2)), at: 0)
            fields.append(DER.explicit(3, DER.sequence(of: extensions.map(\.derEncoded))))
        }
        return try Certificate(derEncoded: algorithm.signed(DER.sequence(of: fields), by: key))
    }
}
