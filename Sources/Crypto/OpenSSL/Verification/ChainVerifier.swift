import COpenSSL
package import Foundation

/// Builds and verifies chains (RFC 5280, section 6) at an instant that the caller names. No file or directory of the
/// machine is trusted: only what is given here.
package struct ChainVerifier: Sendable {
    package var anchors: [Certificate]
    package var intermediates: [Certificate]
    package var revocationLists: [RevocationList]
    package var revocationCheck: RevocationCheck
    package var purpose: CertificatePurpose
    /// OpenSSL's security level 0…5: at 2 a chain needs RSA of 2048 bits and a hash better than SHA-1.
    package var securityLevel: Int

    /// - Parameter revocationCheck: nil asks for the leaf's revocation as soon as there are lists.
    package init(
        anchors: [Certificate],
        intermediates: [Certificate] = [],
        revocationLists: [RevocationList] = [],
        revocationCheck: RevocationCheck? = nil,
        purpose: CertificatePurpose = .any,
        securityLevel: Int = 2
    ) {
        self.anchors = anchors
        self.intermediates = intermediates
        self.revocationLists = revocationLists
        self.revocationCheck = revocationCheck ?? (revocationLists.isEmpty ? .none : .leaf)
        self.purpose = purpose
        self.securityLevel = securityLevel
    }

    /// Verifies the chain of `leaf` as of `instant`, which also judges the age of the revocation lists.
    ///
    /// - Throws: ``OpenSSLError`` when OpenSSL could not do the work. A bad chain is a result, not an error.
    package func verify(_ leaf: Certificate, at instant: Date) throws -> VerificationResult {
        try clearingErrors {
            let store = try CertificateStore()
            try store.add(anchors: anchors)
            try store.add(revocationLists)
            let untrusted = try CertificateStack()
            try untrusted.add(intermediates)
            let context = try require(
                X509_STORE_CTX_new_ex(LibraryContext.standard.pointer, nil),
                "X509_STORE_CTX_new_ex"
            )
            defer { X509_STORE_CTX_free(context) }
            try check(
                X509_STORE_CTX_init(context, store.pointer, leaf.pointer, untrusted.pointer),
                "X509_STORE_CTX_init"
            )
            try configure(require(X509_STORE_CTX_get0_param(context), "X509_STORE_CTX_get0_param"), instant)
            let isGood = X509_verify_cert(context) == 1
            let found = X509_STORE_CTX_get_error(context)
            let code = isGood || found != X509_V_OK ? found : X509_V_ERR_UNSPECIFIED
            return VerificationResult(
                code: code,
                reason: String(cString: X509_verify_cert_error_string(Int(code))),
                depth: Int(X509_STORE_CTX_get_error_depth(context)),
                chain: try CertificateStack.certificates(X509_STORE_CTX_get0_chain(context))
            )
        }
    }

    private func configure(_ parameters: OpaquePointer, _ instant: Date) throws(OpenSSLError) {
        X509_VERIFY_PARAM_set_time(parameters, instant.wholeSeconds)
        X509_VERIFY_PARAM_set_auth_level(parameters, Int32(clamping: securityLevel))
        if let (purpose, trust) = purpose.openSSL {
            try check(X509_VERIFY_PARAM_set_purpose(parameters, purpose), "X509_VERIFY_PARAM_set_purpose")
            try check(X509_VERIFY_PARAM_set_trust(parameters, trust), "X509_VERIFY_PARAM_set_trust")
        }
        let flags: Int32 =
            switch revocationCheck {
            case .none: 0
            case .leaf: X509_V_FLAG_CRL_CHECK
            case .chain: X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL
            }
        try check(X509_VERIFY_PARAM_set_flags(parameters, UInt(flags)), "X509_VERIFY_PARAM_set_flags")
    }
}
