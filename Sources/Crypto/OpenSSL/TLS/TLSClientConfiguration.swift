package import Foundation

/// What a TLS client shows and accepts.
package struct TLSClientConfiguration: Sendable {
    /// A client certificate with its key.
    package struct Identity: Sendable {
        /// The client's certificate first, then whatever is sent after it, exactly as given.
        package var chain: [Certificate]
        package var key: PrivateKey

        package init(chain: [Certificate], key: PrivateKey) {
            self.chain = chain
            self.key = key
        }
    }

    /// The roots that a server's chain may end in.
    package var trustAnchors: [Certificate]
    /// Sent whenever a server asks for a certificate, whatever authorities it names.
    package var identity: Identity?
    /// The host name or IP address that must stand in the server's certificate; names are sent as SNI as well.
    package var serverName: String
    package var versions: ClosedRange<TLSVersion>
    package var algorithms: TLSAlgorithms
    package var securityLevel: SecurityLevel
    /// Offered in this order (RFC 7301); none by default.
    package var applicationProtocols: [String]
    /// Whether to keep what is needed to resume a session, see ``TLSSession/resumption``.
    package var resumesSessions: Bool
    /// What is made of the OCSP response that the server staples.
    package var serverStatus: ServerStatusCheck
    /// The instant at which the server's chain, and the stapled response, must be valid.
    package var instant: @Sendable () -> Date
    /// Receives the lines of an `SSLKEYLOGFILE`.
    package var keyLog: (@Sendable (String) -> Void)?

    package init(
        trustAnchors: [Certificate],
        identity: Identity? = nil,
        serverName: String,
        versions: ClosedRange<TLSVersion> = .tls12 ... .tls13,
        algorithms: TLSAlgorithms = .modern,
        securityLevel: SecurityLevel = .bits112,
        applicationProtocols: [String] = [],
        resumesSessions: Bool = false,
        serverStatus: ServerStatusCheck = .ignored,
        instant: @escaping @Sendable () -> Date,
        keyLog: (@Sendable (String) -> Void)? = nil
    ) {
        self.trustAnchors = trustAnchors
        self.identity = identity
        self.serverName = serverName
        self.versions = versions
        self.algorithms = algorithms
        self.securityLevel = securityLevel
        self.applicationProtocols = applicationProtocols
        self.resumesSessions = resumesSessions
        self.serverStatus = serverStatus
        self.instant = instant
        self.keyLog = keyLog
    }
}
