import Foundation
import HealthcarePKI
import OpenSSL
import ScenarioFiles
import TestSupport
import Testing

@testable import XMLSignature

/// Our signatures as Python's `signxml` judges them, and its signatures and schemas beside our verification.
@Suite(.timeLimit(.minutes(5)))
struct XMLSignaturePeerTests {
    let directory: TemporaryDirectory
    let peer: PeerPKI
    let signer: PeerPKI.Identity

    init() throws {
        directory = try TemporaryDirectory()
        peer = try PeerPKI.shared.get()
        signer = try peer.identity(from: "medis-signature")
    }

    private func signed(_ form: SignatureForm) throws -> String {
        let document = try PrescriptionDocument(ScenarioFiles.prescription)
        let prepared = try PreparedSignature(
            of: document,
            by: signer.certificate,
            at: SigningTime(peer.instant, zone: .japan),
            form: form
        )
        let value = try signer.key.signature(digest: prepared.digest, algorithm: .sha256)
        return String(decoding: try prepared.assemble(document, signatureValue: value), as: UTF8.self)
    }

    private func signxml(_ command: String, _ text: String, _ options: String...) async throws -> [String: JSONFragment]
    {
        let arguments = [
            command, try directory.write(text, to: "document.xml"),
            try directory.write(signer.certificate.pem, to: "signer.pem"),
        ]
        return try await PeerScript.python("xml_signature", arguments + options)
    }

    /// The document signed by signxml with the signer's key, or with another one.
    private func signedBySignXML(_ options: String...) async throws -> String {
        let output = directory.path("signed.xml")
        let unsigned = String(decoding: ScenarioFiles.prescription, as: UTF8.self)
        let key = try directory.write(try signer.key.pem(), to: "key.pem")
        let arguments = [
            "sign", try directory.write(unsigned, to: "document.xml"),
            try directory.write(signer.certificate.pem, to: "signer.pem"), key, output,
        ]
        _ = try await PeerScript.python("xml_signature", arguments + options)
        return String(decoding: try directory.read("signed.xml"), as: UTF8.self)
    }

    private func report(on text: String) throws -> VerificationReport {
        let policy = VerificationPolicy(
            anchors: Array(signer.authorities.suffix(1)),
            certificates: signer.authorities,
            revocationLists: try ["medis-signature", "hpki-root"].map {
                try peer.pki.revocationList(of: $0, entries: [], lastChange: nil, at: peer.instant)
            }
        )
        return try SignatureVerifier(policy: policy).verify(Array(text.utf8), at: peer.instant)
    }

    @Test(.needsPeerPython, arguments: SignatureForm.allCases)
    func `signxml verifies both forms`(form: SignatureForm) async throws {
        let verdict = try await signxml("verify", try signed(form))
        #expect(verdict["signed"] == .list(["KeyInfo", "PrescriptionDocument", "SignedProperties"]), "\(verdict)")
    }

    @Test(.needsPeerPython) func `signxml refuses what was changed`() async throws {
        let text = try signed(.sample)
        let changed = text.replacing("PrescriptionDocument\">U0ox", with: "PrescriptionDocument\">U0oy")
        #expect(changed != text)
        #expect(try await signxml("verify", changed)["refused"] == "InvalidDigest")
    }

    @Test(.needsPeerPython) func `what signxml signs is valid`() async throws {
        let report = try report(on: try await signedBySignXML())
        #expect(report.findings.filter { $0.verdict != .valid } == [])
        #expect(report.signatures.map(\.kind) == [.prescription])
        #expect(report.signatures.map(\.level) == [.basic])
    }

    @Test(.needsPeerPython) func `what is changed after signxml signed it is refused`() async throws {
        let text = try await signedBySignXML()
        let changed = text.replacing("PrescriptionDocument\">U0ox", with: "PrescriptionDocument\">U0oy")
        #expect(changed != text)
        let report = try report(on: changed)
        #expect(report.findings.filter { $0.verdict != .valid }.map(\.indication) == [.hashFailure])
    }

    /// The inclusive form takes up the document's namespaces only where the signature already stands there.
    @Test(.needsPeerPython) func `a signature of signxml that was made outside of the document`() async throws {
        let report = try report(on: try await signedBySignXML("detached"))
        let bad = report.findings.filter { $0.verdict != .valid }
        #expect(bad.map(\.item) == [.reference, .reference, .signatureValue])
        #expect(bad.last?.diagnosis == .signedBeforeInsertion)
    }

    /// The schemas that signxml brings along, and our grammar.
    @Test(.needsPeerPython) func `our grammar allows what the schemas allow`() async throws {
        var random = SeededGenerator(seed: 4)
        let original = try MarkupNode(signature: SchemaSample.text(signed(.sample)))
        var names: [String] = []
        var ours: [JSONFragment] = []
        for number in 0..<400 {
            var changed = original
            if number > 0 { changed.mutate(using: &random) }
            let text = SchemaSample.document(around: changed.text)
            names.append(try directory.write(text, to: "\(number).xml"))
            let signature = try PrescriptionDocument(Array(text.utf8)).signatures[0]
            ours.append(.truth(SignatureGrammar.violation(in: signature) == nil))
        }
        guard case .list(let theirs) = try await PeerScript.python("xml_signature", ["schema"] + names)["fits"] else {
            Issue.record("no list of verdicts")
            return
        }
        #expect(theirs.count == 400)
        #expect(theirs.first == .truth(true))
        #expect(Set(theirs.compactMap { if case .truth(let fits) = $0 { fits } else { nil } }).count == 2)
        for (number, verdicts) in zip(ours, theirs).enumerated() where verdicts.0 != verdicts.1 {
            let text = String(decoding: try directory.read("\(number).xml"), as: UTF8.self)
            Issue.record("\(number): ours \(verdicts.0), theirs \(verdicts.1): \(SchemaSample.shape(text))")
        }
    }
}
