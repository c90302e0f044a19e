package import Foundation
package import OpenSSL

/// What was found about one signature.
package struct SignatureReport: Hashable, Sendable {
    package let kind: SignatureKind
    package let level: SignatureLevel
    /// The qualified names from the root.
    package let path: String
    package var structure: [Finding] = []
    package var signerCertificate: [Finding] = []
    package var referenceDetails: [ReferenceDetail] = []
    package var signatureValue: [Finding] = []
    package var signatureTimeStampDetail: TimeStampDetail?
    /// Whether the time stamps follow each other.
    package var archiveOrder: [Finding] = []
    package var archiveTimeStampDetails: [TimeStampDetail] = []
    /// The claimed SigningTime, as it is written.
    package var signingTime: String?
    package var certificate: Certificate?
    package var roles: [String] = []
    /// Attribute Id of the Signature element.
    package var id: String?
    /// URIs; empty where the structure is not in order.
    package var canonicalization = ""
    package var signatureAlgorithm = ""
    /// As of when the signer's certificate was judged.
    package var signerBase: Date?
    /// The signer's path, the signer's own certificate first.
    package var signerPath: [CertificateDetail] = []

    package var signatureTimeStamp: [Finding] { signatureTimeStampDetail?.findings ?? [] }
    package var archiveTimeStamps: [Finding] { archiveOrder + archiveTimeStampDetails.flatMap(\.findings) }
    package var references: [Finding] { referenceDetails.flatMap(\.findings) }

    package var findings: [Finding] {
        structure + signerCertificate + references + signatureValue + signatureTimeStamp + archiveTimeStamps
    }

    package var verdict: Verdict { Verdict(ofAll: findings.map(\.verdict)) }
}
