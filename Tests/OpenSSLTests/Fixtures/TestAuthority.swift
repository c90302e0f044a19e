import Foundation

@testable import OpenSSL

/// A small CA: enough to issue, revoke and verify.
struct TestAuthority {
    let name: DistinguishedName
    let key: PrivateKey
    let certificate: Certificate

    /// A self-signed root, or a CA below `parent`.
    init(
        _ commonName: String,
        key: PrivateKey = TestKeys.p256,
        parent: TestAuthority? = nil,
        digest: DigestAlgorithm = .sha256,
        extensions: [CertificateExtension] = []
    ) throws {
        name = DistinguishedName([.country("JP"), .organization("TEST - NOT FOR PRODUCTION"), .commonName(commonName)])
        self.key = key
        certificate = try CertificateTemplate(
            serialNumber: [1],
            issuer: parent?.name ?? name,
            subject: name,
            notBefore: Date.now2026.adding(days: -3650),
            notAfter: Date.now2026.adding(days: 3650),
            publicKey: key.publicKey,
            extensions: [
                .authorityKeyIdentifier((parent?.key ?? key).publicKey.keyIdentifier),
                .subjectKeyIdentifier(key.publicKey.keyIdentifier),
                .basicConstraints(isCA: true),
                .keyUsage([.keyCertSign, .cRLSign]),
            ] + extensions
        ).signed(by: parent?.key ?? key, digest: digest)
    }

    /// An end-entity certificate, valid for a year around the tests' present.
    func issue(
        _ commonName: String = "client",
        serialNumber: [UInt8] = [0x10],
        key subjectKey: PrivateKey = TestKeys.p384,
        notBefore: Date = .now2026.adding(days: -100),
        notAfter: Date = .now2026.adding(days: 265),
        digest: DigestAlgorithm = .sha256,
        padding: SignaturePadding = .pkcs1v15,
        purposes: [OID] = [ExtendedKeyUsage.clientAuth],
        extensions: [CertificateExtension] = []
    ) throws -> Certificate {
        try CertificateTemplate(
            serialNumber: serialNumber,
            issuer: name,
            subject: DistinguishedName([.country("JP"), .commonName(commonName)]),
            notBefore: notBefore,
            notAfter: notAfter,
            publicKey: subjectKey.publicKey,
            extensions: [
                .authorityKeyIdentifier(key.publicKey.keyIdentifier),
                .keyUsage([.digitalSignature]),
                .extendedKeyUsage(purposes),
            ] + extensions
        ).signed(by: key, digest: digest, padding: padding)
    }

    /// A revocation list of four days.
    func revocationList(
        _ entries: [RevokedCertificate] = [],
        thisUpdate: Date = .now2026.adding(days: -1),
        nextUpdate: Date? = .now2026.adding(days: 3),
        number: Int = 1470
    ) throws -> RevocationList {
        try RevocationListTemplate(
            issuer: name,
            thisUpdate: thisUpdate,
            nextUpdate: nextUpdate,
            entries: entries,
            extensions: [.authorityKeyIdentifier(key.publicKey.keyIdentifier), .cRLNumber(number)]
        ).signed(by: key)
    }
}
