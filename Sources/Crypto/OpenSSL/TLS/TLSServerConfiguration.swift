/// What a TLS server shows and accepts. Fixed for the life of a ``TLSContext``, the client certificate policy aside.
package struct TLSServerConfiguration: Sendable {
    /// The server's certificate first, then whatever is sent after it, exactly as given.
    package var chain: [Certificate]
    package var key: PrivateKey
    package var versions: ClosedRange<TLSVersion>
    package var algorithms: TLSAlgorithms
    package var securityLevel: SecurityLevel
    /// Offered in the server's order of preference (RFC 7301); a client that offers none of them goes on without.
    package var applicationProtocols: [String]
    /// Whether sessions may be resumed. A resumed session's client certificate is **not** judged again.
    package var sessionTickets: Bool
    /// Nil: client certificates are not asked for.
    package var clientCertificates: ClientCertificatePolicy?
    /// The OCSP response about this server's certificate for clients that ask for one, as it is; asked for in each of
    /// their handshakes, so it must be quick. Nil: none is sent.
    package var staple: (@Sendable () -> [UInt8]?)?
    /// Receives the lines of an `SSLKEYLOGFILE`.
    package var keyLog: (@Sendable (String) -> Void)?

    package init(
        chain: [Certificate],
        key: PrivateKey,
        versions: ClosedRange<TLSVersion> = .tls12 ... .tls13,
        algorithms: TLSAlgorithms = .modern,
        securityLevel: SecurityLevel = .bits112,
        applicationProtocols: [String] = ["http/1.1"],
        sessionTickets: Bool = false,
        clientCertificates: ClientCertificatePolicy? = nil,
        staple: (@Sendable () -> [UInt8]?)? = nil,
        keyLog: (@Sendable (String) -> Void)? = nil
    ) {
        self.chain = chain
        self.key = key
        self.versions = versions
        self.algorithms = algorithms
        self.securityLevel = securityLevel
        self.applicationProtocols = applicationProtocols
        self.sessionTickets = sessionTickets
        self.clientCertificates = clientCertificates
        self.staple = staple
        self.keyLog = keyLog
    }
}
