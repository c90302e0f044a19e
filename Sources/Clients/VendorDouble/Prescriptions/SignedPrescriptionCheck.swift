package import Foundation
package import OpenSSL
package import XMLSignature

/// Whether a signed file is what was asked for: made over this document, with this certificate.
///
/// The certificate's own path is judged by whoever receives the prescription; its holder was chosen before.
package struct SignedPrescriptionCheck: Sendable {
    private let file: [UInt8]
    private let certificate: Certificate

    package init(file: [UInt8], certificate: Certificate) {
        self.file = file
        self.certificate = certificate
    }

    package func isGood(at instant: Date) -> Bool { failure(at: instant) == nil }

    /// What is wrong first; nil for a file with which nothing is.
    package func failure(at instant: Date) -> Indication? {
        guard let report = try? SignatureVerifier().verify(file, at: instant),
            let own = report.signatures.first(where: { $0.kind.documentKind == report.documentKind })
        else { return .formatFailure }
        let findings = report.structure + own.structure + own.references + own.signatureValue
        if let wrong = findings.first(where: { $0.verdict != .valid }) { return wrong.indication ?? .formatFailure }
        return own.certificate == certificate ? nil : .noSigningCertificate
    }
}
