import COpenSSL

extension TLSSession {
    /// What is known of the handshake; call it when it has ended.
    package func outcome(failure: TLSError? = nil) -> TLSHandshakeOutcome {
        // With TLS 1.2 the cipher becomes current only after the client's certificate.
        let cipher = SSL_get_current_cipher(pointer) ?? SSL_get_pending_cipher(pointer)
        return TLSHandshakeOutcome(
            version: cipher == nil ? nil : TLSVersion(rawValue: UInt16(truncatingIfNeeded: SSL_version(pointer))),
            cipher: cipher.map { String(cString: SSL_CIPHER_get_name($0)) },
            serverName: SSL_get_servername(pointer, TLSEXT_NAMETYPE_host_name).map { String(cString: $0) },
            applicationProtocol: applicationProtocol,
            peerChain: peerChain,
            verdict: verdict(failure),
            style: verification?.style,
            alertSent: alertSent,
            alertReceived: alertReceived,
            isResumed: SSL_session_reused(pointer) == 1,
            failure: failure
        )
    }

    /// The negotiated application protocol (RFC 7301).
    package var applicationProtocol: String? {
        var start: UnsafePointer<UInt8>?
        var length: UInt32 = 0
        SSL_get0_alpn_selected(pointer, &start, &length)
        guard let start, length > 0 else { return nil }
        return String(decoding: UnsafeBufferPointer(start: start, count: Int(length)), as: UTF8.self)
    }

    /// What a client needs to resume this session; with TLS 1.3 it is there once something has been read.
    package var resumption: TLSResumption? {
        guard let session = SSL_get1_session(pointer) else { return nil }
        guard SSL_SESSION_is_resumable(session) == 1 else {
            SSL_SESSION_free(session)
            return nil
        }
        return TLSResumption(owning: session)
    }

    private var peerChain: [[UInt8]] {
        guard refusedChain.isEmpty else { return refusedChain }
        let chain = Self.encodings(SSL_get_peer_cert_chain(pointer))
        guard context.role == .server else { return chain }
        // On a server libssl keeps the peer's own certificate beside its chain.
        guard let own = SSL_get0_peer_certificate(pointer),
            let encoding = try? encoded("i2d_X509", { i2d_X509(own, $0) })
        else { return [] }
        return [encoding] + chain
    }

    private func verdict(_ failure: TLSError?) -> PeerVerdict {
        guard verification != nil else { return .notJudged }
        if let verificationFailure { return .refused(verificationFailure) }
        guard SSL_get0_peer_certificate(pointer) != nil else {
            return failure == nil || saysMissing(failure) ? .missing : .notJudged
        }
        // A resumed session is not verified again, but it remembers the verdict.
        let code = Int32(truncatingIfNeeded: SSL_get_verify_result(pointer))
        return code == X509_V_OK ? .trusted : .refused(VerificationFailure(code: code, depth: 0))
    }

    /// Not told from the alert: TLS 1.2 has none of its own for a certificate that is missing.
    private func saysMissing(_ failure: TLSError?) -> Bool {
        failure?.cause?.entries.contains { entry in
            shim_ERR_GET_REASON(entry.code) == SSL_R_PEER_DID_NOT_RETURN_A_CERTIFICATE
        } ?? false
    }
}
