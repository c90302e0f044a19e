import OpenSSL
import TestSupport
import Testing

@testable import XMLSignature

/// Our signatures as xmlsec1 judges them, and xmlsec1's as we judge them.
struct XMLSecTests {
    private func run(_ command: [String], on document: [UInt8]) async throws -> ProcessResult {
        let directory = try TemporaryDirectory()
        return try await ProcessRunner.run(
            "xmlsec1",
            command.map { $0.replacing("DIRECTORY", with: directory.path("")) } + [
                "--id-attr:id", "PrescriptionDocument", "--id-attr:Id", "\(Namespace.signature):KeyInfo",
                "--id-attr:Id", "\(Namespace.xades):SignedProperties",
                try directory.write(document, to: "document.xml"),
            ]
        )
    }

    private func verdict(on document: [UInt8]) async throws -> ProcessResult {
        let directory = try TemporaryDirectory()
        let certificate = try directory.write(try Fixtures.certificate().pem, to: "signer.pem")
        return try await run(["--verify", "--insecure", "--pubkey-cert-pem", certificate], on: document)
    }

    @Test(.needs(program: "xmlsec1"), arguments: SignatureForm.allCases)
    func `xmlsec1 verifies both forms`(form: SignatureForm) async throws {
        let result = try await verdict(on: try Fixtures.signed(form: form))
        #expect(result.allText.contains("SignedInfo References (ok/all): 3/3"), "\(result.allText)")
        #expect(result.allText.hasPrefix("OK"))
    }

    @Test(.needs(program: "xmlsec1")) func `xmlsec1 refuses what was changed`() async throws {
        let text = String(decoding: try Fixtures.signed(), as: UTF8.self)
        let changed = text.replacing("PrescriptionDocument\">U0ox", with: "PrescriptionDocument\">U0oy")
        let result = try await verdict(on: Array(changed.utf8))
        #expect(!result.allText.hasPrefix("OK"))
    }

    /// Our signature with all values taken out is a template for xmlsec1.
    private func signedByXMLSec(_ form: SignatureForm, key: String = "signer") async throws -> String {
        let directory = try TemporaryDirectory()
        let prefix = form == .sample ? "xs" : "ds"
        var template = String(decoding: try Fixtures.signed(form: form), as: UTF8.self)
        template.replace(/<xs:SignatureValue([^>]*)>[^<]*</) { "<xs:SignatureValue\($0.1)><" }
        template.replace(/<ds:SignatureValue([^>]*)>[^<]*</) { "<ds:SignatureValue\($0.1)><" }
        let info = try #require(template.firstRange(of: "<\(prefix):SignedInfo"))
        let end = try #require(template.firstRange(of: "</\(prefix):SignedInfo>"))
        let emptied = template[info.lowerBound..<end.lowerBound]
            .replacing(/DigestValue>[^<]*<\//, with: "DigestValue></")
        template.replaceSubrange(info.lowerBound..<end.lowerBound, with: emptied)
        let output = directory.path("signed.xml")
        let result = try await run(
            [
                "--sign", "--output", output, "--privkey-pem",
                try directory.write(try Fixtures.key(key).pem(), to: "key.pem"),
            ],
            on: Array(template.utf8)
        )
        #expect(result.status == .exited(0), "\(result.allText)")
        return String(decoding: try directory.read("signed.xml"), as: UTF8.self)
    }

    @Test(.needs(program: "xmlsec1"), arguments: SignatureForm.allCases)
    func `what xmlsec1 signs is valid`(form: SignatureForm) async throws {
        let text = try await signedByXMLSec(form)
        let report = try Fixtures.verify(Array(text.utf8))
        #expect(report.findings.filter { $0.verdict != .valid } == [])
    }

    @Test(.needs(program: "xmlsec1")) func `xmlsec1 with another key than the certificate's`() async throws {
        let text = try await signedByXMLSec(.sample, key: "other")
        let report = try Fixtures.verify(Array(text.utf8))
        #expect(report.findings.filter { $0.verdict != .valid }.map(\.item) == [.signatureValue])
        #expect(report.findings.compactMap(\.diagnosis) == [.otherCertificate])
    }
}
