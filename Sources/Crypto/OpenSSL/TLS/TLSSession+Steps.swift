import COpenSSL

extension TLSSession {
    /// What a step of the handshake led to.
    package enum HandshakeStep: Sendable {
        case needsInput
        case completed
        case failed(TLSError)
    }

    /// What reading led to.
    package enum ReadStep: Sendable {
        /// So many bytes were written to the buffer.
        case read(Int)
        case needsInput
        /// The other side has said that it will send no more (`close_notify`).
        case ended
        case failed(TLSError)
    }

    /// Goes on with the handshake as far as the received bytes allow.
    package func handshake() -> HandshakeStep {
        clearingErrors {
            let result = SSL_do_handshake(pointer)
            if result == 1 { return .completed }
            switch SSL_get_error(pointer, result) {
            case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE: return .needsInput
            default:
                replaceAlert()
                return .failed(error(.handshakeFailed, after: "SSL_do_handshake"))
            }
        }
    }

    /// Decrypts into the room of `span`, of which there must be some.
    package func read(into span: inout OutputRawSpan) -> ReadStep {
        clearingErrors {
            var count = 0
            let result = span.withUnsafeMutableBytes { buffer, initializedCount in
                let room = UnsafeMutableRawBufferPointer(rebasing: buffer.dropFirst(initializedCount))
                let result = SSL_read_ex(pointer, room.baseAddress, room.count, &count)
                initializedCount += count
                return result
            }
            if result == 1 { return .read(count) }
            switch SSL_get_error(pointer, result) {
            case SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE: return .needsInput
            case SSL_ERROR_ZERO_RETURN: return .ended
            default: return .failed(error(.connectionFailed, after: "SSL_read_ex"))
            }
        }
    }

    /// Encrypts all of `bytes`.
    package func write(_ bytes: RawSpan) throws(TLSError) {
        guard !bytes.isEmpty else { return }
        ERR_clear_error()
        defer { ERR_clear_error() }
        let isTaken = bytes.withUnsafeBytes { buffer in
            var count = 0
            // A memory BIO takes everything, so a write is never partial.
            return SSL_write_ex(pointer, buffer.baseAddress, buffer.count, &count) == 1 && count == buffer.count
        }
        if !isTaken { throw error(.connectionFailed, after: "SSL_write_ex") }
    }

    /// Says that no more will be sent (`close_notify`). Does nothing before the end of the handshake.
    package func closeOutput() {
        clearingErrors {
            guard SSL_in_init(pointer) == 0 else { return }
            _ = SSL_shutdown(pointer)
        }
    }

    private func error(_ code: TLSError.Code, after operation: String) -> TLSError {
        let cause = OpenSSLError.takingQueue(after: operation)
        return TLSError(
            code,
            alertSent: alertSent,
            alertReceived: alertReceived,
            verification: verificationFailure,
            cause: cause
        )
    }
}
