import COpenSSL

/// One TLS connection over memory: bytes of the network go in and come out, nothing is ever waited for.
///
/// After **every** call, also after a failed one, take what ``takeOutput(into:)`` gives and send it: an alert is in
/// there. Not for use by more than one thread at a time.
package final class TLSSession {
    let context: TLSContext
    let verification: PeerVerification?
    let pointer: OpaquePointer
    /// Owned by the `SSL`: what came from the network, and what shall go there.
    private let input: OpaquePointer
    private let output: OpaquePointer

    package internal(set) var alertSent: TLSAlert?
    package internal(set) var alertReceived: TLSAlert?
    /// The first error of the verification.
    var verificationFailure: VerificationFailure?
    /// The chain of a verification that failed: libssl keeps it only when the handshake goes on.
    var refusedChain: [[UInt8]] = []
    /// Whether the stapled response has been looked at.
    var isStapleJudged = false
    /// The alert that goes out in place of libssl's own.
    var alertInstead: TLSAlert?
    /// Borrowed by libcrypto during a verification.
    var revocationSnapshot: RevocationSnapshot?

    init(context: TLSContext, verification: PeerVerification?) throws(OpenSSLError) {
        ERR_clear_error()
        let connection = try require(SSL_new(context.pointer), "SSL_new")
        guard let input = BIO_new(BIO_s_mem()), let output = BIO_new(BIO_s_mem()) else {
            SSL_free(connection)
            throw .takingQueue(after: "BIO_new")
        }
        SSL_set_bio(connection, input, output)
        self.context = context
        self.verification = verification
        pointer = connection
        self.input = input
        self.output = output
    }

    deinit {
        SSL_free(pointer)
    }

    func begin(serverName: ServerName?, resumption: TLSResumption?) throws(OpenSSLError) {
        // The callbacks find their way back through this; it is not a reference, and `self` outlives the SSL.
        try check(
            SSL_set_ex_data(pointer, 0, Unmanaged.passUnretained(self).toOpaque()),
            "SSL_set_ex_data"
        )
        try verification?.configure(pointer)
        try serverName?.configure(pointer)
        if let resumption { try check(SSL_set_session(pointer, resumption.pointer), "SSL_set_session") }
        switch context.role {
        case .client: SSL_set_connect_state(pointer)
        case .server: SSL_set_accept_state(pointer)
        }
    }

    static func of(connection: OpaquePointer?) -> TLSSession? {
        guard let connection, let data = SSL_get_ex_data(connection, 0) else { return nil }
        return Unmanaged<TLSSession>.fromOpaque(data).takeUnretainedValue()
    }

    static func of(verification: OpaquePointer) -> TLSSession? {
        let index = SSL_get_ex_data_X509_STORE_CTX_idx()
        guard let connection = X509_STORE_CTX_get_ex_data(verification, index) else { return nil }
        return of(connection: OpaquePointer(connection))
    }

    package var isServer: Bool { context.role == .server }

    // MARK: Bytes of the network

    /// Hands over bytes that came from the network.
    package func receive(_ bytes: RawSpan) {
        guard !bytes.isEmpty else { return }
        let isTaken = bytes.withUnsafeBytes { buffer in
            var count = 0
            return BIO_write_ex(input, buffer.baseAddress, buffer.count, &count) == 1 && count == buffer.count
        }
        precondition(isTaken, "a memory BIO takes everything until memory runs out")
    }

    /// Takes back bytes that wait to be sent, and sends others.
    func replaceOutput(_ change: ([UInt8]) -> [UInt8]) {
        let count = outputCount
        let waiting = [UInt8](unsafeUninitializedCapacity: count) { buffer, used in
            _ = BIO_read_ex(output, buffer.baseAddress, count, &used)
        }
        var written = 0
        let bytes = change(waiting)
        _ = BIO_write_ex(output, bytes, bytes.count, &written)
    }

    /// How many bytes wait to be sent.
    package var outputCount: Int { shim_BIO_pending(output) }

    /// Moves as many of the bytes that shall be sent as there is room for.
    package func takeOutput(into span: inout OutputRawSpan) {
        span.withUnsafeMutableBytes { buffer, initializedCount in
            var count = 0
            let room = UnsafeMutableRawBufferPointer(rebasing: buffer.dropFirst(initializedCount))
            guard !room.isEmpty, BIO_read_ex(output, room.baseAddress, room.count, &count) == 1 else { return }
            initializedCount += count
        }
    }
}
