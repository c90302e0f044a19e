/// What is known of a handshake when it has ended, well or badly.
package struct TLSHandshakeOutcome: Hashable, Sendable {
    /// Nil when it ended before a version was agreed on.
    package let version: TLSVersion?
    /// OpenSSL's name of the cipher suite, such as `TLS_AES_128_GCM_SHA256`; nil when none was agreed on.
    package let cipher: String?
    /// The host name that the client asked for (RFC 6066, section 3).
    package let serverName: String?
    /// The negotiated application protocol (RFC 7301).
    package let applicationProtocol: String?
    /// The certificates that the other side sent, in its order, DER; the first one is its own.
    package let peerChain: [[UInt8]]
    package let verdict: PeerVerdict
    /// On a server that asks for certificates: how it refuses bad ones.
    package let style: FrontStyle?
    /// The last alert in each direction, `close_notify` aside.
    package let alertSent: TLSAlert?
    package let alertReceived: TLSAlert?
    /// Whether an earlier session was resumed: certificates are then not judged again.
    package let isResumed: Bool
    /// Why the handshake failed; nil when it succeeded, also with a certificate that is refused afterwards.
    package var failure: TLSError?
}
