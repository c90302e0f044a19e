import OpenSSL
import TestSupport
import Testing

@testable import XMLSignature

/// Our signatures as xmlsec1 judges them.
struct XMLSecTests {
    private func verdict(on document: [UInt8]) async throws -> ProcessResult {
        let directory = try TemporaryDirectory()
        let certificate = try Fixtures.certificate()
        return try await ProcessRunner.run(
            "xmlsec1",
            [
                "--verify", "--insecure", "--pubkey-cert-pem", try directory.write(certificate.pem, to: "signer.pem"),
                "--id-attr:id", "PrescriptionDocument", "--id-attr:Id", "\(Namespace.signature):KeyInfo",
                "--id-attr:Id", "\(Namespace.xades):SignedProperties",
                try directory.write(document, to: "signed.xml"),
            ]
        )
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
}
