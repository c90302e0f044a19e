import Foundation
import Testing

@testable import OpenSSL

@Suite struct CertificateTests {
    @Test(arguments: [KeyKind.rsa(bits: 1024), .rsa(bits: 2048), .ec(.p256), .ec(.p384), .ec(.p521)])
    func `signs certificates with every kind of key, weak digests included`(kind: KeyKind) throws {
        let key = try PrivateKey.generate(kind)
        let name = DistinguishedName([.country("JP"), .commonName("TEST - NOT FOR PRODUCTION")])
        let template = CertificateTemplate(
            serialNumber: [0x01, 0x5e],
            issuer: name,
            subject: name,
            notBefore: Date(timeIntervalSince1970: 1_600_000_000),
            notAfter: Date(timeIntervalSince1970: 2_600_000_000),
            publicKey: key.publicKey,
            extensions: [.basicConstraints(isCA: true), .keyUsage([.keyCertSign, .cRLSign])]
        )
        for digest in DigestAlgorithm.allCases {
            let certificate = try template.signed(by: key, digest: digest)
            #expect(certificate.serialHex == "015E")
            #expect(certificate.subject == name)
            #expect(certificate.issuer == name)
            #expect(certificate.notBefore == template.notBefore)
            #expect(certificate.notAfter == template.notAfter)
            #expect(certificate.extensions == template.extensions)
            #expect(try certificate.publicKey == key.publicKey)
            #expect(certificate.isSigned(by: key.publicKey))
            #expect(try Certificate(pem: certificate.pem) == certificate)
        }
    }
}
