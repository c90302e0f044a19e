import COpenSSL

/// The functions that libssl and libcrypto call while they verify a chain.
enum VerificationCallbacks {
    /// `SSL_CTX_set_cert_verify_callback`: sets instant and revocation lists just before the verification, so that they
    /// are those of this moment and not of the connection's beginning.
    static let verify: @convention(c) (OpaquePointer?, UnsafeMutableRawPointer?) -> Int32 = { verification, _ in
        guard let verification, let session = TLSSession.of(verification: verification) else { return 0 }
        return session.verifyPeer(verification)
    }

    /// `SSL_set_verify`: called for every certificate, and once more for every error.
    static let certificateFailed: @convention(c) (Int32, OpaquePointer?) -> Int32 = { isGood, verification in
        guard isGood == 0, let verification, let session = TLSSession.of(verification: verification) else {
            return isGood
        }
        return session.goesOn(after: verification) ? 1 : 0
    }

    /// `X509_STORE_set_check_crl`: libcrypto's own check, unless its answer is known already.
    static let checkRevocationList: @convention(c) (OpaquePointer?, OpaquePointer?) -> Int32 = { verification, list in
        guard let verification, let list else { return 0 }
        if let snapshot = TLSSession.of(verification: verification)?.revocationSnapshot,
            snapshot.isSound(list, in: verification)
        {
            return 1
        }
        return ownCheck?(verification, list) ?? 0
    }

    /// The check that a store without any of its own uses.
    private static let ownCheck: X509_STORE_CTX_check_crl_fn? = {
        let store = X509_STORE_new()
        let verification = X509_STORE_CTX_new_ex(LibraryContext.standard.pointer, nil)
        defer {
            X509_STORE_CTX_free(verification)
            X509_STORE_free(store)
        }
        guard X509_STORE_CTX_init(verification, store, nil, nil) == 1 else { return nil }
        return X509_STORE_CTX_get_check_crl(verification)
    }()
}
