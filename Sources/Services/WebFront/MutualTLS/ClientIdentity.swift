package import NIOCore
package import OpenSSL

/// Who is at the other end of a TLS connection.
package struct ClientIdentity: Sendable {
    /// How the handshake ended, with the whole chain that the client sent.
    package let handshake: TLSHandshakeOutcome
    /// The client's own certificate; nil when none was asked for.
    package let certificate: Certificate?

    /// - Parameter handshake: one that succeeded.
    package init(handshake: TLSHandshakeOutcome) {
        self.handshake = handshake
        // libssl has parsed it before; only key types that this product does not know are not taken.
        certificate = handshake.peerChain.first.flatMap { try? Certificate(derEncoded: $0) }
    }

    /// The client of the connection that the current task serves; nil without TLS, so in router tests.
    ///
    /// There from the start of a request on: a request context may read it in its `init(source:)`.
    package static var current: ClientIdentity? {
        ClientConnectionRecord.current?.identity
    }

    /// The client of this connection; nil without TLS, and before the handshake is done.
    package static func of(_ channel: any Channel) async -> ClientIdentity? {
        try? await channel.eventLoop.submit {
            try channel.pipeline.syncOperations.handler(type: CertificateGate.self).connection.identity
        }.get()
    }
}
