import COpenSSL

/// What a client keeps of a session in order to resume it: the owner of one reference to an `SSL_SESSION`.
package final class TLSResumption: Sendable {
    // Read only from here on; libssl counts its references under a lock.
    nonisolated(unsafe) let pointer: OpaquePointer

    /// Takes over one reference.
    init(owning session: OpaquePointer) {
        pointer = session
    }

    deinit {
        SSL_SESSION_free(pointer)
    }
}
