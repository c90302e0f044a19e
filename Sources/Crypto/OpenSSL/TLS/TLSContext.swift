import COpenSSL
import Foundation
import Synchronization

/// Settings shared by many TLS connections, of a server or of a client: the owner of one `SSL_CTX`.
///
/// Versions, ciphers, groups, signature algorithms, options and security level are set explicitly on our own library
/// context: neither OpenSSL's build nor a machine's `openssl.cnf` decides.
package final class TLSContext: Sendable {
    package enum Role: Sendable {
        case client
        case server
    }

    package let role: Role
    // Changed only in `init`; afterwards libssl locks what it counts and caches inside.
    nonisolated(unsafe) let pointer: OpaquePointer
    let keyLog: (@Sendable (String) -> Void)?
    /// In the wire format of RFC 7301, in the order of preference.
    let applicationProtocols: [UInt8]
    /// Of a server: what it staples.
    let staple: (@Sendable () -> [UInt8]?)?
    /// Of a client.
    let serverStatus: ServerStatusCheck
    private let serverName: ServerName?
    private let verification: Mutex<PeerVerification?>

    /// - Throws: ``OpenSSLError``, also when the key does not belong to the certificate, or a certificate is too weak
    ///   for the security level.
    package init(server configuration: TLSServerConfiguration) throws {
        role = .server
        keyLog = configuration.keyLog
        applicationProtocols = try Self.wireFormat(configuration.applicationProtocols)
        staple = configuration.staple
        serverStatus = .ignored
        serverName = nil
        verification = Mutex(try configuration.clientCertificates.map { try PeerVerification($0) })
        // Last of the properties: from here on `deinit` frees it when something throws.
        pointer = try Self.make(
            versions: configuration.versions,
            algorithms: configuration.algorithms,
            securityLevel: configuration.securityLevel
        )
        try use(configuration.chain, configuration.key)
        try configureResumption(onServer: configuration.sessionTickets)
        SSL_CTX_set_options(pointer, shim_SSL_OP_CIPHER_SERVER_PREFERENCE)
        if !applicationProtocols.isEmpty {
            SSL_CTX_set_alpn_select_cb(pointer, ConnectionCallbacks.selectApplicationProtocol, nil)
        }
        installCallbacks()
    }

    /// - Throws: ``OpenSSLError``, also when the key does not belong to the certificate, or a certificate is too weak
    ///   for the security level.
    package init(client configuration: TLSClientConfiguration) throws {
        role = .client
        keyLog = configuration.keyLog
        applicationProtocols = try Self.wireFormat(configuration.applicationProtocols)
        staple = nil
        serverStatus = configuration.serverStatus
        serverName = ServerName(configuration.serverName)
        verification = Mutex(try PeerVerification(configuration))
        // Last of the properties: from here on `deinit` frees it when something throws.
        pointer = try Self.make(
            versions: configuration.versions,
            algorithms: configuration.algorithms,
            securityLevel: configuration.securityLevel
        )
        if let identity = configuration.identity { try use(identity.chain, identity.key) }
        if !configuration.resumesSessions { SSL_CTX_set_options(pointer, shim_SSL_OP_NO_TICKET) }
        if !applicationProtocols.isEmpty,
            SSL_CTX_set_alpn_protos(pointer, applicationProtocols, UInt32(applicationProtocols.count)) != 0
        {
            throw OpenSSLError.takingQueue(after: "SSL_CTX_set_alpn_protos")
        }
        if serverStatus != .ignored {
            try check(shim_SSL_CTX_request_ocsp_status(pointer), "SSL_CTX_set_tlsext_status_type")
        }
        installCallbacks()
    }

    deinit {
        SSL_CTX_free(pointer)
    }

    /// Judges client certificates by another policy from the next connection on; nil stops asking for them.
    package func replaceClientCertificates(_ policy: ClientCertificatePolicy?) throws {
        let replacement = try policy.map { try PeerVerification($0) }
        verification.withLock { $0 = replacement }
    }

    /// A connection that has not begun its handshake.
    ///
    /// - Parameter resumption: of an earlier session of this client with the same server.
    package func makeSession(resuming resumption: TLSResumption? = nil) throws -> TLSSession {
        let session = try TLSSession(context: self, verification: verification.withLock { $0 })
        try session.begin(serverName: serverName, resumption: resumption)
        return session
    }
}
