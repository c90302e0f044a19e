package import Foundation
package import OpenSSL

/// A certificate authority made for a test.
package struct TLSTestAuthority: Sendable {
    /// 2020-01-01 to 2049-01-01: valid at any instant that a test or the machine thinks of.
    package static let longValidity =
        Date(timeIntervalSince1970: 1_577_836_800)...Date(timeIntervalSince1970: 2_493_072_000)

    package let key: PrivateKey
    package let certificate: Certificate

    package init(
        _ name: String,
        keyKind: KeyKind = .ec(.p256),
        signedBy issuer: TLSTestAuthority? = nil,
        pathLength: Int? = nil,
        isCA: Bool = true,
        extensions: [CertificateExtension] = []
    ) throws {
        let subject = DistinguishedName([
            .country("JP"), .organization("TEST - NOT FOR PRODUCTION"), .commonName(name),
        ])
        key = try PrivateKey.generate(keyKind)
        let signer = issuer?.key ?? key
        let template = CertificateTemplate(
            serialNumber: SecureRandom.bytes(16),
            issuer: issuer?.certificate.subject ?? subject,
            subject: subject,
            notBefore: Self.longValidity.lowerBound,
            notAfter: Self.longValidity.upperBound,
            publicKey: key.publicKey,
            extensions: [
                .basicConstraints(isCA: isCA, pathLength: pathLength),
                .keyUsage([.keyCertSign, .cRLSign]),
                .subjectKeyIdentifier(key.publicKey.keyIdentifier),
                .authorityKeyIdentifier(signer.publicKey.keyIdentifier),
            ] + extensions
        )
        certificate = try template.signed(by: signer)
    }

    /// An end-entity certificate; weak digests are signed with as well.
    package func issue(
        _ commonName: String,
        to key: PublicKey,
        serialNumber: [UInt8] = SecureRandom.bytes(16),
        validity: ClosedRange<Date> = longValidity,
        purposes: [OID] = [ExtendedKeyUsage.clientAuth],
        extensions: [CertificateExtension] = [],
        digest: DigestAlgorithm = .sha256
    ) throws -> Certificate {
        let template = CertificateTemplate(
            serialNumber: serialNumber,
            issuer: certificate.subject,
            subject: DistinguishedName([.country("JP"), .commonName(commonName)]),
            notBefore: validity.lowerBound,
            notAfter: validity.upperBound,
            publicKey: key,
            extensions: [
                .keyUsage([.digitalSignature]),
                .extendedKeyUsage(purposes),
                .authorityKeyIdentifier(self.key.publicKey.keyIdentifier),
            ] + extensions
        )
        return try template.signed(by: self.key, digest: digest)
    }

    package func revocationList(
        of serialNumbers: [[UInt8]] = [],
        validity: ClosedRange<Date> = longValidity,
        signedBy signer: PrivateKey? = nil
    ) throws -> RevocationList {
        let template = RevocationListTemplate(
            issuer: certificate.subject,
            thisUpdate: validity.lowerBound,
            nextUpdate: validity.upperBound,
            entries: serialNumbers.map {
                RevokedCertificate(serialNumber: $0, date: validity.lowerBound, reason: .superseded)
            },
            extensions: [.authorityKeyIdentifier(key.publicKey.keyIdentifier), .cRLNumber(1)]
        )
        return try template.signed(by: signer ?? key)
    }
}
