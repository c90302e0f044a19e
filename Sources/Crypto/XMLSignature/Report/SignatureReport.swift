package import OpenSSL

/// What was found about one signature.
package struct SignatureReport: Hashable, Sendable {
    package let kind: SignatureKind
    package let level: SignatureLevel
    /// The qualified names from the root.
    package let path: String
    package var structure: [Finding] = []
    package var signerCertificate: [Finding] = []
    package var references: [Finding] = []
    package var signatureValue: [Finding] = []
    package var signatureTimeStamp: [Finding] = []
    package var archiveTimeStamps: [Finding] = []
    /// The claimed SigningTime, as it is written.
    package var signingTime: String?
    package var certificate: Certificate?
    package var roles: [String] = []

    package var findings: [Finding] {
        structure + signerCertificate + references + signatureValue + signatureTimeStamp + archiveTimeStamps
    }

    package var verdict: Verdict { Verdict(ofAll: findings.map(\.verdict)) }
}
