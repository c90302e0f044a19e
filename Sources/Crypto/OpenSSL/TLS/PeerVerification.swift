import COpenSSL
import Foundation

/// What a connection needs to judge the certificate of the other side, made once and used by many connections.
final class PeerVerification: Sendable {
    let instant: @Sendable () -> Date
    let revocation: @Sendable () -> RevocationSnapshot?
    let revocationFlags: UInt
    /// Nil on a client.
    let style: FrontStyle?
    let securityLevel: SecurityLevel
    // An X509_STORE is made for many threads; nothing is added to it after `init`.
    nonisolated(unsafe) let store: OpaquePointer
    // A STACK_OF(X509_NAME), never changed after `init`; nil when no names are sent.
    nonisolated(unsafe) private let authorityNames: OpaquePointer?

    /// For a server.
    init(_ policy: ClientCertificatePolicy) throws {
        store = try Self.store(policy.trustAnchors + policy.intermediates)
        do {
            authorityNames = policy.caNames == .sent ? try Self.names(policy.trustAnchors + policy.intermediates) : nil
        } catch {
            X509_STORE_free(store)
            throw error
        }
        instant = policy.instant
        revocation = policy.revocation
        revocationFlags = UInt(X509_V_FLAG_CRL_CHECK) | (policy.checksWholeChain ? UInt(X509_V_FLAG_CRL_CHECK_ALL) : 0)
        style = policy.style
        securityLevel = policy.securityLevel
    }

    /// For a client.
    init(_ configuration: TLSClientConfiguration) throws {
        store = try Self.store(configuration.trustAnchors)
        authorityNames = nil
        instant = configuration.instant
        revocation = { nil }
        revocationFlags = 0
        style = nil
        securityLevel = configuration.securityLevel
    }

    deinit {
        X509_STORE_free(store)
        shim_X509_NAME_stack_free(authorityNames)
    }

    /// Prepares a connection that has not begun its handshake.
    func configure(_ connection: OpaquePointer) throws(OpenSSLError) {
        try check(shim_SSL_set1_verify_cert_store(connection, store), "SSL_set1_verify_cert_store")
        SSL_set_security_level(connection, securityLevel.rawValue)
        if let authorityNames {
            let copy = try require(shim_X509_NAME_stack_copy(authorityNames), "sk_X509_NAME_deep_copy")
            SSL_set_client_CA_list(connection, copy)
        }
        let demand = style?.refusesInHandshake == true ? SSL_VERIFY_FAIL_IF_NO_PEER_CERT : 0
        SSL_set_verify(connection, SSL_VERIFY_PEER | demand, VerificationCallbacks.certificateFailed)
    }

    /// Sets the instant and the revocation lists of one verification.
    ///
    /// - Returns: the snapshot, which must live as long as the verification.
    func begin(_ verification: OpaquePointer) -> RevocationSnapshot? {
        X509_STORE_CTX_set_time(verification, 0, time_t(instant().timeIntervalSince1970.rounded(.down)))
        guard let snapshot = revocation() else { return nil }
        X509_STORE_CTX_set_flags(verification, revocationFlags)
        X509_STORE_CTX_set0_crls(verification, snapshot.stack)
        return snapshot
    }

    private static func store(_ certificates: [Certificate]) throws(OpenSSLError) -> OpaquePointer {
        let store = try require(X509_STORE_new(), "X509_STORE_new")
        for certificate in certificates where X509_STORE_add_cert(store, certificate.pointer) != 1 {
            let error = OpenSSLError.takingQueue(after: "X509_STORE_add_cert")
            X509_STORE_free(store)
            throw error
        }
        X509_STORE_set_check_crl(store, VerificationCallbacks.checkRevocationList)
        return store
    }

    private static func names(_ certificates: [Certificate]) throws(OpenSSLError) -> OpaquePointer {
        let names = try require(shim_X509_NAME_stack_new(), "sk_X509_NAME_new_null")
        for certificate in certificates {
            let name = X509_NAME_dup(X509_get_subject_name(certificate.pointer))
            if name == nil || shim_X509_NAME_stack_push(names, name) == 0 {
                let error = OpenSSLError.takingQueue(after: "X509_NAME_dup")
                X509_NAME_free(name)
                shim_X509_NAME_stack_free(names)
                throw error
            }
        }
        return names
    }
}
