package import Foundation
import OpenSSL

/// Verifies prescriptions and dispensing records: the points of the public verifier, and the attacks that it lets pass.
package struct SignatureVerifier: Sendable {
    package let policy: VerificationPolicy

    package init(policy: VerificationPolicy = VerificationPolicy()) {
        self.policy = policy
    }

    /// - Parameter instant: as of when; a time stamp in the file may set an earlier one for the signer.
    /// - Throws: ``DocumentError`` when the file is none, or has no signature. A bad signature is a report.
    package func verify(_ bytes: [UInt8], at instant: Date) throws(DocumentError) -> VerificationReport {
        let document = try PrescriptionDocument(bytes)
        guard !document.signatures.isEmpty else {
            throw DocumentError(.notSigned, "the document has no signature")
        }
        let index = IdentifierIndex(document.root)
        let parts = document.signatures.map(SignatureParts.init)
        // The prescription inside a dispensing record was there when the pharmacist's signature was stamped.
        let dispensed = parts.first { $0.kind == .dispensing }?.signatureTimeStamp
            .flatMap(TimeStampCheck.token)?.time
        return VerificationReport(
            documentKind: document.kind,
            time: instant,
            structure: structure(document),
            signatures: parts.map { signature in
                SignatureCheck(
                    parts: signature,
                    index: index,
                    policy: policy,
                    instant: instant,
                    stampBase: signature.kind == .dispensedPrescription ? dispensed ?? instant : instant
                ).report
            }
        )
    }

    private func structure(_ document: PrescriptionDocument) -> [Finding] {
        guard document.isSigned else {
            let message = "there is no signature in \(document.kind.signElement)"
            return [.invalid(.requiredElements, .formatFailure, message, attack: .signatureWrapping)]
        }
        return []
    }
}
