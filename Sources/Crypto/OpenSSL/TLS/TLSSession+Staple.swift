import COpenSSL

/// The OCSP response that comes with the server's certificate.
///
/// A client answers one that says revoked with certificate_revoked, any other that does not satisfy it with
/// bad_certificate_status_response (RFC 6066, section 8; RFC 8446, section 6.2).
extension TLSSession {
    // MARK: Server

    /// - Returns: whether there is one to staple.
    func giveStaple() -> Bool {
        guard let response = context.staple?(), !response.isEmpty else { return false }
        return shim_SSL_set1_tlsext_status_ocsp_resp(pointer, response, response.count) == 1
    }

    // MARK: Client

    /// Asked at the end of a chain's verification: with TLS 1.3 the response came along with the certificate.
    ///
    /// Here alone libssl lets us say revoked; its own place for the response knows one alert only.
    func isRevokedByStaple(_ verification: OpaquePointer) -> Bool {
        guard context.serverStatus != .ignored, staple != nil else { return false }
        judgeStaple(X509_STORE_CTX_get0_chain(verification))
        guard verificationFailure?.code == X509_V_ERR_CERT_REVOKED else { return false }
        refusedChain = Self.encodings(X509_STORE_CTX_get0_untrusted(verification))
        X509_STORE_CTX_set_error(verification, X509_V_ERR_CERT_REVOKED)
        return true
    }

    /// libssl's own place for it: when the server's first flight is over, also when nothing was stapled.
    func acceptsStaple() -> Bool {
        // There is no certificate in a resumed handshake, so there is nothing to staple to.
        guard SSL_session_reused(pointer) == 0 else { return true }
        judgeStaple(SSL_get0_verified_chain(pointer))
        if verificationFailure?.code == X509_V_ERR_CERT_REVOKED { alertInstead = .certificateRevoked }
        return verificationFailure == nil
    }

    /// With TLS 1.2 the response comes after the verification, and then libssl says bad_certificate_status_response
    /// whatever the reason. Nothing is encrypted by then, so the alert's description can be put right.
    func replaceAlert() {
        guard let alertInstead else { return }
        replaceOutput { waiting in
            // The record's length, `fatal`, and the description (RFC 5246, sections 6.2.1 and 7.2).
            let libssl: [UInt8] = [0, 2, 2, TLSAlert.badCertificateStatusResponse.rawValue]
            return waiting.suffix(4) == libssl[...] ? waiting.dropLast() + [alertInstead.rawValue] : waiting
        }
    }

    private var staple: [UInt8]? {
        var start: UnsafePointer<UInt8>?
        let count = shim_SSL_get_tlsext_status_ocsp_resp(pointer, &start)
        guard let start, count > 0 else { return nil }
        return Array(UnsafeBufferPointer(start: start, count: count))
    }

    private func judgeStaple(_ chain: OpaquePointer?) {
        guard !isStapleJudged else { return }
        isStapleJudged = true
        verificationFailure = stapleFailure(chain)
    }

    private func stapleFailure(_ chain: OpaquePointer?) -> VerificationFailure? {
        guard let staple else {
            guard context.serverStatus == .demanded else { return nil }
            let reason = "no OCSP response was stapled"
            return VerificationFailure(code: X509_V_ERR_OCSP_VERIFY_NEEDED, depth: 0, reason: reason)
        }
        do {
            let certificates = try CertificateStack.certificates(chain)
            guard let leaf = certificates.first, let instant = verification?.instant() else {
                return VerificationFailure(code: X509_V_ERR_OCSP_VERIFY_FAILED, depth: 0)
            }
            // A certificate that is trusted as it is answers for itself.
            let verifier = OCSPVerifier(issuer: certificates.dropFirst().first ?? leaf)
            switch try verifier.answer(about: leaf, in: staple, at: instant).status {
            case .good: return nil
            case .revoked: return VerificationFailure(code: X509_V_ERR_CERT_REVOKED, depth: 0)
            case .unknown: return VerificationFailure(code: X509_V_ERR_OCSP_CERT_UNKNOWN, depth: 0)
            }
        } catch {
            let reason = "the stapled OCSP response cannot be relied on: \(error)"
            return VerificationFailure(code: X509_V_ERR_OCSP_VERIFY_FAILED, depth: 0, reason: reason)
        }
    }
}
