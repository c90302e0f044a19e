import Foundation
import OpenSSL
import TestSupport
import Testing

/// What a client says to a server's certificate, version and ciphers.
struct ServerCertificateTests {
    private let pki: TLSTestPKI

    init() throws {
        pki = try TLSTestPKI.shared
    }

    @Test(arguments: ["localhost", "127.0.0.1", "::1"])
    func `the name or address must stand in the certificate`(name: String) throws {
        let connection = try talk(client: pki.client(serverName: name), server: pki.server(nil))
        try connection.clientResult?.get()
        try connection.serverResult?.get()
        #expect(connection.client.outcome().verdict == .trusted)
        // RFC 6066, section 3: an address is no server name.
        #expect(connection.server.outcome().serverName == (name == "localhost" ? name : nil))
    }

    @Test(arguments: [("example.test", Int32(62)), ("127.0.0.2", 64), ("::2", 64)])
    func `another name or address is refused`(name: String, code: Int32) throws {
        let connection = try talk(client: pki.client(serverName: name), server: pki.server(nil))
        expectRefusal(connection, alert: 42, code: code)
    }

    @Test func `an expired server is refused by the client's clock`() throws {
        var client = try pki.client()
        client.instant = { TLSTestAuthority.longValidity.upperBound.addingTimeInterval(1) }
        expectRefusal(try talk(client: client, server: pki.server(nil)), alert: 45, code: 10)
    }

    @Test func `a server of an unknown root is refused`() throws {
        var client = try pki.client()
        client.trustAnchors = [try TLSTestAuthority("TEST Other Root").certificate]
        expectRefusal(try talk(client: client, server: pki.server(nil)), alert: 48, code: 20)
    }

    @Test func `a server that sends no intermediate is refused, one that sends them backwards is not`() throws {
        var server = pki.server(nil)
        let chain = server.chain
        server.chain = [chain[0]]
        expectRefusal(try talk(client: pki.client(), server: server), alert: 48, code: 20)
        server.chain = [chain[0], pki.root.certificate, chain[1]]
        let connection = try talk(client: pki.client(), server: server)
        #expect(connection.client.outcome().verdict == .trusted)
        #expect(connection.client.outcome().peerChain == server.chain.map(\.derEncoded))
    }

    @Test func `a certificate for clients is no certificate for servers`() throws {
        var server = pki.server(nil)
        let identity = try #require(try pki.identity(.good))
        (server.chain, server.key) = (identity.chain, identity.key)
        expectRefusal(try talk(client: pki.client(), server: server), alert: 43, code: 26)
    }

    @Test func `a server of old versions only is refused with protocol_version`() throws {
        var server = pki.server(nil, versions: .tls10 ... .tls11)
        server.algorithms = .legacy
        server.securityLevel = .everything
        let connection = try talk(client: pki.client(), server: server)
        #expect(connection.server.alertSent?.rawValue ?? connection.client.alertSent?.rawValue == 70)
        #expect(throws: TLSError(.handshakeFailed)) { try connection.clientResult?.get() }
    }

    @Test func `old versions work where both sides want them`() throws {
        var server = pki.server(nil, versions: .tls10 ... .tls11)
        var client = try pki.client(versions: .tls10 ... .tls12)
        server.algorithms = .legacy
        client.algorithms = .legacy
        server.securityLevel = .everything
        let connection = try talk(client: client, server: server)
        try connection.clientResult?.get()
        #expect(connection.client.outcome().version == .tls11)
    }

    @Test func `no common cipher ends with handshake_failure`() throws {
        var server = pki.server(nil, versions: .tls12 ... .tls12)
        server.algorithms.ciphers = "ECDHE-RSA-AES128-GCM-SHA256"
        let connection = try talk(client: pki.client(), server: server)
        #expect(connection.server.alertSent == .handshakeFailure)
        #expect(connection.client.alertReceived == .handshakeFailure)
    }

    @Test func `a key that is not the certificate's is refused at once`() throws {
        var server = pki.server(nil)
        server.key = try PrivateKey.generate(.ec(.p256))
        #expect(throws: OpenSSLError.self) { try TLSContext(server: server) }
        server.chain = []
        #expect(throws: OpenSSLError.self) { try TLSContext(server: server) }
    }

    @Test func `a weak certificate of one's own needs a lower level`() throws {
        var client = try pki.client(.rsa1024)
        client.securityLevel = .bits112
        #expect(throws: OpenSSLError.self) { try TLSContext(client: client) }
    }

    @Test func `unknown algorithm names are refused at once`() throws {
        var server = pki.server(nil)
        server.algorithms.groups = "no-such-group"
        #expect(throws: OpenSSLError.self) { try TLSContext(server: server) }
        server = pki.server(nil)
        server.algorithms.ciphers = "NO-SUCH-CIPHER"
        #expect(throws: OpenSSLError.self) { try TLSContext(server: server) }
        server = pki.server(nil)
        server.applicationProtocols = [""]
        #expect(throws: OpenSSLError.self) { try TLSContext(server: server) }
    }

    @Test func `bytes that are no TLS fail the handshake`() throws {
        let session = try TLSContext(server: pki.server(nil)).makeSession()
        session.receive([UInt8](repeating: 0xff, count: 100).span.bytes)
        guard case .failed(let error) = session.handshake() else {
            Issue.record("the handshake goes on")
            return
        }
        #expect(error.code == .handshakeFailed)
        #expect(error.cause?.entries.isEmpty == false)
        #expect(session.outcome(failure: error).version == nil)
        #expect(session.outcome(failure: error).verdict == .notJudged)
    }

    @Test func `a client that meets no TLS says so`() throws {
        let session = try TLSContext(client: pki.client()).makeSession()
        guard case .needsInput = session.handshake() else {
            Issue.record("the handshake does not begin")
            return
        }
        session.receive(Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8).span.bytes)
        guard case .failed(let error) = session.handshake() else {
            Issue.record("the handshake goes on")
            return
        }
        #expect(error.code == .handshakeFailed)
        #expect(error.description.contains("wrong version number"))
    }

    private func talk(client: TLSClientConfiguration, server: TLSServerConfiguration) throws -> MemoryConnection {
        var connection = try MemoryConnection(client: client, server: server)
        connection.handshake()
        return connection
    }

    private func expectRefusal(
        _ connection: MemoryConnection,
        alert: UInt8,
        code: Int32,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(connection.client.alertSent?.rawValue == alert, sourceLocation: sourceLocation)
        #expect(connection.server.alertReceived?.rawValue == alert, sourceLocation: sourceLocation)
        guard case .failure(let error) = connection.clientResult else {
            Issue.record("the server is accepted", sourceLocation: sourceLocation)
            return
        }
        #expect(error.verification?.code == code, sourceLocation: sourceLocation)
    }
}
