package import Foundation

/// All that stands in a certificate revocation list, version 2, before its CA signs it (RFC 5280, 5.1.2).
package struct RevocationListTemplate: Sendable {
    package var issuer: DistinguishedName
    package var thisUpdate: Date
    package var nextUpdate: Date?
    package var entries: [RevokedCertificate]
    /// In the order in which they are written; the factories of ``CertificateExtension`` make the usual ones.
    package var extensions: [CertificateExtension]

    package init(
        issuer: DistinguishedName,
        thisUpdate: Date,
        nextUpdate: Date?,
        entries: [RevokedCertificate],
        extensions: [CertificateExtension]
    ) {
        self.issuer = issuer
        self.thisUpdate = thisUpdate
        self.nextUpdate = nextUpdate
        self.entries = entries
        self.extensions = extensions
    }

    /// The list, signed by the CA's key. It is parsed from its DER, so that OpenSSL need not encode it again.
    package func signed(by key: PrivateKey, digest: DigestAlgorithm = .sha256) throws -> RevocationList {
        let algorithm = SignatureAlgorithm(digest: digest)
        var fields = [
            DER.integer(1), algorithm.derEncoded(for: key.kind), issuer.derEncoded, DER.time(thisUpdate),
        ]
        if let nextUpdate { fields.append(DER.time(nextUpdate)) }
        // RFC 5280, 5.1.2.6: no entries, no list.
        if !entries.isEmpty { fields.append(DER.sequence(of: entries.map(\.derEncoded))) }
        if !extensions.isEmpty { fields.append(DER.explicit(0, DER.sequence(of: extensions.map(\.derEncoded)))) }
        return try RevocationList(derEncoded: algorithm.signed(DER.sequence(of: fields), by: key))
    }
}
