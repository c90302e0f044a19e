import Foundation
import OpenSSL
import Testing

@testable import XMLSignature

/// Where the signer's certificate is taken from, and what becomes of it.
struct DesignationTests {
    /// Signed without a reference to KeyInfo.
    private func unreferenced(_ form: SignatureForm) throws -> String {
        let text = String(decoding: try Fixtures.signed(form: form), as: UTF8.self)
        let ds = form == .sample ? "xs" : "ds"
        let start = try #require(
            text.range(of: "<\(ds):Reference [^>]*URI=\"#[^\"]*-KeyInfo\"", options: .regularExpression)
        )
        let end = try #require(text.range(of: "</\(ds):Reference>", range: start.lowerBound..<text.endIndex))
        return try Resigning.complete(text.replacingCharacters(in: start.lowerBound..<end.upperBound, with: ""))
    }

    private func bad(_ text: String, policy: VerificationPolicy? = nil) throws -> [Finding] {
        try LongTermDocument(text).report(policy: policy ?? Fixtures.policy()).findings.filter { $0.verdict != .valid }
    }

    /// As the public verifier has it: what no reference covers is not used.
    @Test func `a KeyInfo that no reference covers, and no IssuerSerialV2`() throws {
        let findings = try bad(try unreferenced(.sample))
        #expect(findings.map(\.item) == [.certificateItself, .signatureValue])
        #expect(findings.allSatisfy { $0.verdict == .invalid && $0.indication == .noSigningCertificate })
    }

    @Test func `IssuerSerialV2 and CertificateValues`() throws {
        let text = try unreferenced(.otherGenerator)
        #expect(try bad(text).map(\.item) == [.certificateItself, .signatureValue])
        let value = Base64.encode(try Fixtures.certificate().derEncoded)
        let properties =
            "<xades:UnsignedProperties><xades:UnsignedSignatureProperties><xades:CertificateValues>"
            + "<xades:EncapsulatedX509Certificate>\(value)</xades:EncapsulatedX509Certificate>"
            + "</xades:CertificateValues></xades:UnsignedSignatureProperties></xades:UnsignedProperties>"
        let end = "</xades:QualifyingProperties>"
        let complete = text.replacingOccurrences(of: end, with: properties + end)
        #expect(try bad(complete).isEmpty)
        // Without KeyInfo it is the same.
        let withoutKeyInfo = complete.replacing(/<ds:KeyInfo.*<\/ds:KeyInfo>/.dotMatchesNewlines(), with: "")
        #expect(try bad(withoutKeyInfo).isEmpty)
    }

    @Test(arguments: [true, false]) func `the older SigningCertificate`(isRight: Bool) throws {
        let certificate = try Fixtures.certificate()
        let serial = isRight ? Self.decimal(certificate.serialNumber) : "8"
        let entry =
            "<xa:IssuerSerial><xs:X509IssuerName>\(certificate.issuer.description.replacingOccurrences(of: ",", with: ", "))"
            + "</xs:X509IssuerName><xs:X509SerialNumber>\(serial)</xs:X509SerialNumber></xa:IssuerSerial></xa:Cert>"
        let text = String(decoding: try Fixtures.signed(), as: UTF8.self)
            .replacingOccurrences(of: "SigningCertificateV2>", with: "SigningCertificate>")
            .replacingOccurrences(of: "</xa:Cert>", with: entry)
        // KeyInfo is referenced: the certificate there is the designated one, whatever number the properties say.
        #expect(try bad(try Resigning.complete(text)).isEmpty)
        let start = try #require(
            text.range(of: "<xs:Reference [^>]*URI=\"#[^\"]*-KeyInfo\"", options: .regularExpression)
        )
        let end = try #require(text.range(of: "</xs:Reference>", range: start.lowerBound..<text.endIndex))
        let alone = text.replacingCharacters(in: start.lowerBound..<end.upperBound, with: "")
        var document = LongTermDocument(try Resigning.complete(alone))
        document.addValues(certificates: [certificate])
        #expect(try bad(document.text).map(\.item) == (isRight ? [] : [.certificateItself, .signatureValue]))
    }

    @Test(arguments: [true, false]) func `an issuer and serial number in KeyInfo`(isRight: Bool) throws {
        let certificate = try Fixtures.certificate()
        let name = isRight ? certificate.issuer.description : "CN=Another,C=JP"
        let element =
            "<xs:X509IssuerSerial><xs:X509IssuerName>\(name)</xs:X509IssuerName>"
            + "<xs:X509SerialNumber>\(Self.decimal(certificate.serialNumber))</xs:X509SerialNumber></xs:X509IssuerSerial>"
        let text = String(decoding: try Fixtures.signed(), as: UTF8.self)
            .replacingOccurrences(of: "<xs:X509Certificate>", with: element + "<xs:X509Certificate>")
        let findings = try bad(try Resigning.complete(text))
        #expect(findings.map(\.item) == (isRight ? [] : [.certificateMatch]))
        #expect(findings.map(\.attack) == (isRight ? [] : [.keySubstitution]))
    }

    @Test func `keyUsage without nonRepudiation`() throws {
        let certificate = try Fixtures.certificate(authority: "medis-authentication")
        let document = try PrescriptionDocument(Fixtures.unsigned)
        let prepared = try PreparedSignature(
            of: document,
            by: certificate,
            at: SigningTime(Fixtures.instant, zone: .utc)
        )
        let value = try Fixtures.key().signature(digest: prepared.digest, algorithm: .sha256)
        let text = String(decoding: try prepared.assemble(document, signatureValue: value), as: UTF8.self)
        #expect(try bad(text).map(\.item) == [.healthcareItems])
    }

    private static func decimal(_ magnitude: [UInt8]) -> String {
        var digits: [UInt8] = [0]
        for byte in magnitude {
            var carry = Int(byte)
            for index in digits.indices.reversed() {
                carry += Int(digits[index]) << 8
                digits[index] = UInt8(carry % 10)
                carry /= 10
            }
            while carry > 0 {
                digits.insert(UInt8(carry % 10), at: 0)
                carry /= 10
            }
        }
        return digits.map(String.init).joined()
    }
}
