package import OpenSSL

extension TLSError.Code {
    /// The other side closed the connection before the handshake was done.
    package static let closedDuringHandshake = Self(rawValue: "closed during the handshake")
    /// The other side closed the connection without having sent a byte.
    package static let closedUnused = Self(rawValue: "closed without a byte")
    /// The handshake took longer than allowed.
    package static let handshakeTimedOut = Self(rawValue: "handshake timed out")
    /// The connection ended without `close_notify`: something may be missing.
    package static let truncated = Self(rawValue: "closed without close_notify")
    /// Nothing was sent or received for longer than allowed.
    package static let idle = Self(rawValue: "idle for too long")
}
