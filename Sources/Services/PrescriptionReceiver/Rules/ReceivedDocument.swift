package import Foundation
import OpenSSL
package import XMLSignature

/// A signed document as it came in, by its digests.
package struct ReceivedDocument: Codable, Sendable, Hashable {
    /// `prescription` or `dispensing`.
    package let kind: String
    /// SHA-256 of the element that is signed, as its signature has it; lower-case hex. The same for every signature of one
    /// document.
    package let digest: String
    /// SHA-256 of the file, lower-case hex.
    package let file: String

    package init(kind: String, digest: String, file: String) {
        self.kind = kind
        self.digest = digest
        self.file = file
    }

    /// Judges a file as its receiver does.
    ///
    /// - Parameters:
    ///   - policy: whom the receiver trusts. Without revocation lists, only what is wrong for certain counts.
    ///   - instant: as of when.
    /// - Throws: why it is not taken.
    package init(_ bytes: [UInt8], _ policy: VerificationPolicy, at instant: Date) throws(ReceptionRefusal) {
        let (document, report) = try Self.read(bytes, policy, at: instant)
        if let wrong = report.findings.first(where: { $0.verdict == .invalid }) {
            throw .invalid(indication: wrong.indication?.rawValue, wrong.message)
        }
        // The kind's own signature; a dispensing record may hold the signed prescription, too.
        let own = report.signatures.last { $0.kind == (document.kind == .prescription ? .prescription : .dispensing) }
        guard let digest = own?.referenceDetails.first(where: { $0.uri == "#\(document.kind.signedID)" })?.computed
        else {
            throw .unreadable("its signature has no reference to \(document.kind.signedID)")
        }
        self.init(
            kind: document.kind == .prescription ? "prescription" : "dispensing",
            digest: Hex.encode(digest),
            file: Hex.encode(DigestAlgorithm.sha256.hash(bytes))
        )
    }

    private static func read(
        _ bytes: [UInt8],
        _ policy: VerificationPolicy,
        at instant: Date
    ) throws(ReceptionRefusal) -> (PrescriptionDocument, VerificationReport) {
        do throws(DocumentError) {
            let document = try PrescriptionDocument(bytes)
            if document.isSigned { return (document, try SignatureVerifier(policy: policy).verify(bytes, at: instant)) }
        } catch {
            throw .unreadable("\(error)")
        }
        throw .unsigned
    }
}
