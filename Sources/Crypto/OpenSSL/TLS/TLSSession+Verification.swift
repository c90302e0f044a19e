import COpenSSL

extension TLSSession {
    /// Verifies the chain of the other side at the instant and with the revocation lists of this moment.
    ///
    /// - Returns: what libssl takes as the verdict, 1 for trusted.
    func verifyPeer(_ verification: OpaquePointer) -> Int32 {
        revocationSnapshot = self.verification?.begin(verification)
        defer {
            // The lists are borrowed: libcrypto must not keep them.
            X509_STORE_CTX_set0_crls(verification, nil)
            revocationSnapshot = nil
        }
        let verdict = max(0, X509_verify_cert(verification))
        return verdict == 1 && isRevokedByStaple(verification) ? 0 : verdict
    }

    /// Notes the error that a verification has met, and decides whether to go on in spite of it.
    func goesOn(after verification: OpaquePointer) -> Bool {
        let code = X509_STORE_CTX_get_error(verification)
        if verificationFailure == nil {
            verificationFailure = VerificationFailure(
                code: code,
                depth: Int(X509_STORE_CTX_get_error_depth(verification))
            )
            refusedChain = Self.encodings(X509_STORE_CTX_get0_untrusted(verification))
        }
        guard let style = self.verification?.style else { return false }
        guard style.refusesInHandshake else { return true }
        X509_STORE_CTX_set_error(verification, style.reported(code))
        return false
    }

    static func encodings(_ certificates: OpaquePointer?) -> [[UInt8]] {
        guard let certificates else { return [] }
        return (0..<max(0, shim_X509_stack_count(certificates))).compactMap { index in
            let certificate = shim_X509_stack_get(certificates, index)
            return try? encoded("i2d_X509") { i2d_X509(certificate, $0) }
        }
    }
}
