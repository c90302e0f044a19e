package import NIOCore
package import OpenSSL

/// A TLS client that the front did not let in, as the journal keeps it.
package struct Rejection: Codable, Equatable, Sendable {
    /// The peer's address, `127.0.0.1:51234`.
    package let peer: String
    /// OpenSSL's sentence, e.g. `certificate revoked`; for a missing certificate and for no TLS at all, ours.
    package let reason: String
    /// `X509_V_ERR_…`; nil where no certificate was judged.
    package let verificationCode: Int32?
    /// The number of the alert that was sent or, where the client gave up, received.
    package let alert: Int?
    /// `TLSv1.3`; nil when it ended before one was agreed on.
    package let version: String?
    /// How the front refuses; nil for handshakes that never came to a certificate.
    package let style: FrontStyle?
    /// Of the client certificate, upper-case hex.
    package let serialNumber: String?
    package let subject: String?
    /// SHA-256 of the client certificate's DER, lower-case hex.
    package let fingerprint: String?
    /// What the user should know, where the reason alone would not help.
    package let explanation: String?

    /// Nil for a handshake with which nothing is wrong.
    package init?(_ outcome: TLSHandshakeOutcome, peer: SocketAddress?, medicalInstitutionIssuer: DistinguishedName?) {
        let certificate = outcome.peerChain.first.flatMap { try? Certificate(derEncoded: $0) }
        switch outcome.verdict {
        case .refused(let failure):
            reason = failure.reason
            verificationCode = failure.code
        case .missing:
            reason = "no client certificate was sent"
            verificationCode = nil
        case .trusted, .notJudged:
            guard let failure = outcome.failure else { return nil }
            reason = "\(failure)"
            verificationCode = nil
        }
        explanation = CertificateRefusal(outcome, medicalInstitutionIssuer: medicalInstitutionIssuer)?.explanation
        self.peer = peer.flatMap(Self.text) ?? "-"
        alert = (outcome.alertSent ?? outcome.alertReceived).map { Int($0.rawValue) }
        version = outcome.version.map { "\($0)" }
        style = outcome.style
        serialNumber = certificate?.serialHex
        subject = certificate?.subject.description
        fingerprint = certificate.map { Hex.encode($0.fingerprint()) }
    }

    private static func text(_ address: SocketAddress) -> String? {
        guard let host = address.ipAddress, let port = address.port else { return nil }
        return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}
