import Foundation
import OpenSSL
import TestSupport
import Testing

struct TLSSessionTests {
    static let versions: [TLSVersion] = [.tls12, .tls13]
    private let pki: TLSTestPKI

    init() throws {
        pki = try TLSTestPKI.shared
    }

    @Test(arguments: versions)
    func `a good client is trusted, and bytes go both ways`(version: TLSVersion) throws {
        var connection = try MemoryConnection(
            client: pki.client(versions: version...version),
            server: pki.server(pki.policy())
        )
        connection.handshake()
        try connection.serverResult?.get()
        let outcome = connection.server.outcome()
        #expect(outcome.version == version)
        #expect(outcome.cipher == (version == .tls13 ? "TLS_AES_128_GCM_SHA256" : "ECDHE-ECDSA-AES128-GCM-SHA256"))
        #expect(outcome.serverName == "localhost")
        #expect(outcome.verdict == .trusted)
        #expect(outcome.style == .alertOpenSSL)
        #expect(outcome.peerChain.count == 2)
        #expect(outcome.peerChain.last == pki.issuing.certificate.derEncoded)
        #expect(!outcome.isResumed)
        #expect(outcome.failure == nil && outcome.alertSent == nil && outcome.alertReceived == nil)
        let clientOutcome = connection.client.outcome()
        #expect(clientOutcome.verdict == .trusted)
        #expect(clientOutcome.peerChain == pki.serverIdentity.chain.map(\.derEncoded))

        let long = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
        #expect(try MemoryConnection.transfer(long, from: connection.client, to: connection.server) == long)
        #expect(try MemoryConnection.transfer([1, 2, 3], from: connection.server, to: connection.client) == [1, 2, 3])
    }

    @Test(arguments: ClientCertificateCase.allCases.filter(\.isRefused), versions)
    func `a bad certificate is refused with its alert`(subject: ClientCertificateCase, version: TLSVersion) throws {
        for style in [FrontStyle.alertOpenSSL, .alertBoringSSL] {
            var connection = try MemoryConnection(
                client: pki.client(subject, versions: version...version),
                server: pki.server(pki.policy(subject, style: style))
            )
            connection.handshake()
            let expected = try #require(subject.alert(style, version))
            guard case .failure(let error) = connection.serverResult else {
                Issue.record("the handshake succeeded")
                return
            }
            #expect(error.code == .handshakeFailed)
            #expect(error.alertSent?.rawValue == expected, "\(style): \(error)")
            let outcome = connection.server.outcome(failure: error)
            #expect(outcome.alertSent?.rawValue == expected)
            if let code = subject.verificationCode {
                guard case .refused(let failure) = outcome.verdict else {
                    Issue.record("verdict \(outcome.verdict)")
                    return
                }
                #expect(failure.code == code)
                #expect(!failure.reason.isEmpty)
                #expect(outcome.peerChain.count == (try pki.identity(subject)?.chain.count))
                let leaf = try Certificate(derEncoded: #require(outcome.peerChain.first))
                #expect(leaf.subject.first(.commonName) == "TEST \(subject)")
            } else {
                #expect(outcome.verdict == .missing)
                #expect(outcome.peerChain == [])
            }
            // TLS 1.3: the client has finished, and meets the alert on its first read.
            if version == .tls13 {
                try connection.clientResult?.get()
                #expect(throws: TLSError(.connectionFailed)) { try connection.client.plaintext().get() }
            } else {
                #expect(throws: TLSError(.handshakeFailed)) { try connection.clientResult?.get() }
            }
            #expect(connection.client.alertReceived?.rawValue == expected)
        }
    }

    @Test(arguments: ClientCertificateCase.allCases, versions)
    func `a front that answers over HTTP finishes the handshake`(
        subject: ClientCertificateCase,
        version: TLSVersion
    ) throws {
        var connection = try MemoryConnection(
            client: pki.client(subject, versions: version...version),
            server: pki.server(pki.policy(subject, style: .http400))
        )
        connection.handshake()
        try connection.serverResult?.get()
        try connection.clientResult?.get()
        let outcome = connection.server.outcome()
        switch (subject, outcome.verdict) {
        case (.none, .missing), (.good, .trusted), (.reversedChain, .trusted): break
        case (_, .refused(let failure)): #expect(failure.code == subject.verificationCode)
        default: Issue.record("verdict \(outcome.verdict)")
        }
        #expect(outcome.alertSent == nil)
        #expect(try MemoryConnection.transfer([7], from: connection.client, to: connection.server) == [7])
    }

    @Test(arguments: [FrontStyle.alertOpenSSL, .http400])
    func `a revoked certificate is good where lists are not looked into`(style: FrontStyle) throws {
        var policy = try pki.policy(.revoked, style: style)
        policy.revocation = { nil }
        var connection = try MemoryConnection(client: pki.client(.revoked), server: pki.server(policy))
        connection.handshake()
        #expect(connection.server.outcome().verdict == .trusted)
    }

    @Test func `weak certificates pass where the level is lowered`() throws {
        for subject in [ClientCertificateCase.rsa1024, .sha1, .weakAuthority] {
            var policy = try pki.policy(subject)
            policy.securityLevel = .everything
            var connection = try MemoryConnection(client: pki.client(subject), server: pki.server(policy))
            connection.handshake()
            try connection.serverResult?.get()
            #expect(connection.server.outcome().verdict == .trusted, "\(subject)")
        }
    }

    @Test func `a known intermediate need not be sent`() throws {
        var policy = try pki.policy()
        policy.intermediates = [pki.issuing.certificate]
        var connection = try MemoryConnection(client: pki.client(.missingIntermediate), server: pki.server(policy))
        connection.handshake()
        #expect(connection.server.outcome().verdict == .trusted)
    }

    @Test func `the whole chain is looked up when told so`() throws {
        var policy = try pki.policy()
        policy.checksWholeChain = true
        let revoked = pki.issuing.certificate.serialNumber
        let lists = [try pki.issuing.revocationList(), try pki.root.revocationList(of: [revoked])]
        let snapshot = try RevocationSnapshot(lists: lists)
        policy.revocation = { snapshot }
        var connection = try MemoryConnection(client: pki.client(), server: pki.server(policy))
        connection.handshake()
        let outcome = connection.server.outcome()
        #expect(outcome.verdict == .refused(VerificationFailure(code: 23, depth: 1)))
    }

    @Test func `instant and lists are those of the moment, the policy that of the connection`() throws {
        let server = try TLSContext(server: pki.server(pki.policy()))
        let client = try TLSContext(client: pki.client(.revoked))
        var before = try MemoryConnection(client: client, server: server)
        try server.replaceClientCertificates(pki.policy(.revoked))
        var after = try MemoryConnection(client: client, server: server)
        try server.replaceClientCertificates(nil)
        var unasked = try MemoryConnection(client: client, server: server)
        before.handshake()
        after.handshake()
        unasked.handshake()
        #expect(before.server.outcome().verdict == .trusted)
        #expect(after.server.outcome().verdict == .refused(VerificationFailure(code: 23, depth: 0)))
        #expect(unasked.server.outcome().verdict == .notJudged)
        #expect(unasked.server.outcome().style == nil)
    }

    @Test(arguments: versions)
    func `a resumed session is not judged again, and only where asked`(version: TLSVersion) throws {
        for isOn in [true, false] {
            let server = try TLSContext(server: pki.server(pki.policy(), sessionTickets: isOn))
            let client = try TLSContext(
                client: pki.client(.revoked, versions: version...version, resumesSessions: true)
            )
            var first = try MemoryConnection(client: client, server: server)
            first.handshake()
            _ = try MemoryConnection.transfer([1], from: first.server, to: first.client)
            let resumption = first.client.resumption
            #expect((resumption != nil) == isOn || version == .tls12)

            try server.replaceClientCertificates(pki.policy(.revoked))
            var second = try MemoryConnection(client: client, server: server, resuming: resumption)
            second.handshake()
            let outcome = second.server.outcome()
            #expect(outcome.isResumed == isOn)
            #expect(outcome.verdict == (isOn ? .trusted : .refused(VerificationFailure(code: 23, depth: 0))))
            #expect(outcome.peerChain.isEmpty == false)
        }
    }

    @Test func `the key log has the lines of both versions`() throws {
        for (version, label) in [(TLSVersion.tls12, "CLIENT_RANDOM "), (.tls13, "SERVER_HANDSHAKE_TRAFFIC_SECRET ")] {
            let lines = KeyLog()
            var configuration = pki.server(nil, versions: version...version)
            configuration.keyLog = { lines.append($0) }
            var connection = try MemoryConnection(client: pki.client(), server: configuration)
            connection.handshake()
            #expect(lines.all.contains { $0.hasPrefix(label) })
        }
    }

    @Test func `the first common application protocol of the server is taken`() throws {
        var client = try pki.client()
        client.applicationProtocols = ["h2", "http/1.1"]
        var connection = try MemoryConnection(client: client, server: pki.server(nil))
        connection.handshake()
        #expect(connection.server.applicationProtocol == "http/1.1")
        #expect(connection.client.applicationProtocol == "http/1.1")

        client.applicationProtocols = ["h2"]
        connection = try MemoryConnection(client: client, server: pki.server(nil))
        connection.handshake()
        try connection.clientResult?.get()
        #expect(connection.client.applicationProtocol == nil)
    }
}
