import COpenSSL

extension TLSContext {
    /// An `SSL_CTX` in which nothing is left to defaults.
    static func make(
        versions: ClosedRange<TLSVersion>,
        algorithms: TLSAlgorithms,
        securityLevel: SecurityLevel
    ) throws(OpenSSLError) -> OpaquePointer {
        ERR_clear_error()
        let context = try require(
            SSL_CTX_new_ex(LibraryContext.standard.pointer, nil, TLS_method()),
            "SSL_CTX_new_ex"
        )
        do {
            // Weakest first: the lists below are judged by the level.
            SSL_CTX_set_security_level(context, securityLevel.rawValue)
            try check(
                shim_SSL_CTX_set_min_proto_version(context, Int32(versions.lowerBound.rawValue)),
                "SSL_CTX_set_min_proto_version"
            )
            try check(
                shim_SSL_CTX_set_max_proto_version(context, Int32(versions.upperBound.rawValue)),
                "SSL_CTX_set_max_proto_version"
            )
            try check(SSL_CTX_set_cipher_list(context, algorithms.ciphers), "SSL_CTX_set_cipher_list")
            try check(SSL_CTX_set_ciphersuites(context, algorithms.cipherSuites), "SSL_CTX_set_ciphersuites")
            try check(shim_SSL_CTX_set1_groups_list(context, algorithms.groups), "SSL_CTX_set1_groups_list")
            try check(shim_SSL_CTX_set1_sigalgs_list(context, algorithms.signatures), "SSL_CTX_set1_sigalgs_list")
            try check(
                shim_SSL_CTX_set1_client_sigalgs_list(context, algorithms.signatures),
                "SSL_CTX_set1_client_sigalgs_list"
            )
        } catch {
            SSL_CTX_free(context)
            throw error
        }
        SSL_CTX_clear_options(context, UInt64.max)
        SSL_CTX_set_options(context, shim_SSL_OPTIONS)
        // Idle connections keep no record buffers; chains go out exactly as they are given.
        shim_SSL_CTX_set_mode(context, Int(SSL_MODE_RELEASE_BUFFERS | SSL_MODE_NO_AUTO_CHAIN))
        shim_SSL_CTX_set_session_cache_mode(context, Int(SSL_SESS_CACHE_OFF))
        return context
    }

    /// Presents a certificate, and the others after it in their order.
    func use(_ chain: [Certificate], _ key: PrivateKey) throws(OpenSSLError) {
        guard let leaf = chain.first else { throw .refused("SSL_CTX_use_certificate", "the chain is empty") }
        ERR_clear_error()
        try check(SSL_CTX_use_certificate(pointer, leaf.pointer), "SSL_CTX_use_certificate")
        try check(SSL_CTX_use_PrivateKey(pointer, key.pointer), "SSL_CTX_use_PrivateKey")
        for certificate in chain.dropFirst() {
            try check(shim_SSL_CTX_add1_chain_cert(pointer, certificate.pointer), "SSL_CTX_add1_chain_cert")
        }
    }

    /// Without the session id context the second connection of a client that resumes would die with alert 80.
    func configureResumption(onServer isOn: Bool) throws(OpenSSLError) {
        let name = Array("hpki-sim".utf8)
        try check(SSL_CTX_set_session_id_context(pointer, name, UInt32(name.count)), "SSL_CTX_set_session_id_context")
        guard !isOn else {
            shim_SSL_CTX_set_session_cache_mode(pointer, Int(SSL_SESS_CACHE_SERVER))
            return
        }
        SSL_CTX_set_options(pointer, shim_SSL_OP_NO_TICKET)
        try check(SSL_CTX_set_num_tickets(pointer, 0), "SSL_CTX_set_num_tickets")
    }

    func installCallbacks() {
        SSL_CTX_set_cert_verify_callback(pointer, VerificationCallbacks.verify, nil)
        SSL_CTX_set_info_callback(pointer, ConnectionCallbacks.information)
        if staple != nil || serverStatus != .ignored {
            shim_SSL_CTX_set_tlsext_status_cb(pointer, ConnectionCallbacks.certificateStatus)
        }
        if keyLog != nil { SSL_CTX_set_keylog_callback(pointer, ConnectionCallbacks.keyLog) }
    }

    /// RFC 7301, section 3.1: each name after its length.
    static func wireFormat(_ protocols: [String]) throws(OpenSSLError) -> [UInt8] {
        var bytes: [UInt8] = []
        for name in protocols {
            guard let length = UInt8(exactly: name.utf8.count), length > 0 else {
                throw .refused("an application protocol", "a name of \(name.utf8.count) bytes")
            }
            bytes.append(length)
            bytes += name.utf8
        }
        return bytes
    }
}
