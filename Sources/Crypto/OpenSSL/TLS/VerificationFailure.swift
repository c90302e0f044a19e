import COpenSSL

/// Why a certificate chain was not accepted: the first error that OpenSSL met.
///
/// The first one, because it is the one that an alert tells; a front that reads on after it (nginx) logs the last one.
package struct VerificationFailure: Hashable, Codable, Sendable {
    /// `X509_V_ERR_…`, such as 23 for a revoked certificate.
    package let code: Int32
    /// OpenSSL's words for the code, such as `certificate revoked`.
    package let reason: String
    /// Which certificate of the chain: 0 for the peer's own, 1 for its issuer.
    package let depth: Int

    package init(code: Int32, depth: Int) {
        self.code = code
        self.depth = depth
        reason = String(cString: X509_verify_cert_error_string(Int(code)))
    }

    /// For what OpenSSL has no words of its own.
    init(code: Int32, depth: Int, reason: String) {
        self.code = code
        self.depth = depth
        self.reason = reason
    }
}
