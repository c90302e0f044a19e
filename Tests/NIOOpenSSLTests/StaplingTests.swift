import Foundation
import OpenSSL
import TestSupport
import Testing

/// The OCSP response that a server staples to its certificate, and what a client answers.
struct StaplingTests {
    enum Staple: String, CaseIterable, Sendable {
        case good, byDelegate, revoked, unknown, stale, notYetValid, wrongSigner, otherCertificate, refusal, garbage,
            missing
    }

    static let versions: [TLSVersion] = [.tls12, .tls13]
    private let pki: TLSTestPKI

    init() throws {
        pki = try TLSTestPKI.shared
    }

    private func response(_ staple: Staple) throws -> [UInt8]? {
        let issuer = pki.issuing
        let day = 86_400.0
        var responder = OCSPResponder(authority: issuer.certificate, key: issuer.key)
        var id = try OCSPCertificateID(pki.serverIdentity.chain[0], issuer: issuer.certificate)
        var status = OCSPCertificateStatus.good
        var begin = pki.instant.addingTimeInterval(-day)
        switch staple {
        case .missing: return nil
        case .garbage: return Array("not at all".utf8)
        case .refusal: return try OCSPResponse.failure(.tryLater).derEncoded
        case .good: break
        case .byDelegate:
            let key = try PrivateKey.generate(.ec(.p256))
            let purposes = [ExtendedKeyUsage.ocspSigning]
            let delegate = try issuer.issue("TEST Responder", to: key.publicKey, purposes: purposes)
            responder = OCSPResponder(delegate: delegate, key: key)
        case .revoked: status = .revoked(at: begin, .keyCompromise)
        case .unknown: status = .unknown
        case .stale: begin = pki.instant.addingTimeInterval(-9 * day)
        case .notYetValid: begin = pki.instant.addingTimeInterval(day)
        case .wrongSigner: responder = OCSPResponder(authority: pki.root.certificate, key: pki.root.key, isSent: true)
        case .otherCertificate: id = try OCSPCertificateID(serialNumber: [1], issuer: issuer.certificate)
        }
        let answer = OCSPSingleResponse(id, status, thisUpdate: begin, nextUpdate: begin.addingTimeInterval(7 * day))
        return try responder.response([answer], producedAt: begin).derEncoded
    }

    /// Nil where the client goes on.
    private func expected(_ staple: Staple, _ check: ServerStatusCheck) -> (alert: TLSAlert, code: Int32)? {
        guard check != .ignored else { return nil }
        switch staple {
        case .good, .byDelegate: return nil
        case .missing: return check == .demanded ? (.badCertificateStatusResponse, 73) : nil
        case .revoked: return (.certificateRevoked, 23)
        case .unknown: return (.badCertificateStatusResponse, 75)
        default: return (.badCertificateStatusResponse, 74)
        }
    }

    @Test(arguments: versions, Staple.allCases)
    func `is answered as it deserves`(version: TLSVersion, staple: Staple) throws {
        let stapled = try response(staple)
        for check in ServerStatusCheck.allCases {
            var client = try pki.client(versions: version...version)
            client.serverStatus = check
            var server = pki.server(try pki.policy(), versions: version...version)
            server.staple = { stapled }
            var connection = try MemoryConnection(client: client, server: server)
            connection.handshake()
            guard let (alert, code) = expected(staple, check) else {
                try connection.clientResult?.get()
                try connection.serverResult?.get()
                #expect(connection.client.outcome().verdict == .trusted)
                continue
            }
            guard case .failure(let error) = connection.clientResult else {
                Issue.record("\(check): the server is accepted")
                continue
            }
            #expect(error.code == .handshakeFailed)
            #expect(error.alertSent == alert, "\(check)")
            #expect(error.verification?.code == code, "\(check)")
            #expect(connection.client.outcome(failure: error).alertSent == alert)
            // What stood on the wire.
            #expect(connection.server.alertReceived == alert, "\(check)")
            guard case .failure(let error) = connection.serverResult else {
                Issue.record("\(check): the client is accepted")
                continue
            }
            #expect(error.code == .handshakeFailed)
        }
    }

    @Test func `is asked for in each handshake, and only when the client wants it`() throws {
        let asked = KeyLog()
        let good = try response(.good)
        var server = pki.server(nil)
        server.staple = {
            asked.append("")
            return good
        }
        let context = try TLSContext(server: server)
        for check in [ServerStatusCheck.ignored, .checked, .demanded] {
            var client = try pki.client()
            client.serverStatus = check
            var connection = try MemoryConnection(client: TLSContext(client: client), server: context)
            connection.handshake()
            try connection.clientResult?.get()
        }
        #expect(asked.all.count == 2)
    }

    @Test(arguments: versions) func `a resumed session has no staple, and needs none`(version: TLSVersion) throws {
        let good = try response(.good)
        var configuration = pki.server(nil, versions: version...version, sessionTickets: true)
        configuration.staple = { good }
        let server = try TLSContext(server: configuration)
        var client = try pki.client(versions: version...version, resumesSessions: true)
        client.serverStatus = .demanded
        let context = try TLSContext(client: client)
        var first = try MemoryConnection(client: context, server: server)
        first.handshake()
        _ = try MemoryConnection.transfer([1], from: first.server, to: first.client)
        let resumption = try #require(first.client.resumption)
        var second = try MemoryConnection(client: context, server: server, resuming: resumption)
        second.handshake()
        try second.clientResult?.get()
        #expect(second.client.outcome().isResumed)
    }

    @Test(arguments: versions) func `the alert arrives over a socket`(version: TLSVersion) async throws {
        let revoked = try response(.revoked)
        var configuration = pki.server(try pki.policy(), versions: version...version)
        configuration.staple = { revoked }
        try await TLSTestServer.withRunning(configuration) { server in
            var client = try pki.client(versions: version...version)
            client.serverStatus = .checked
            let connection = try await TLSTestClient.open(client, port: server.port)
            let error = await #expect(throws: TLSError.self) { _ = try await connection.receivedToEnd() }
            #expect(error?.alertSent == .certificateRevoked)
            try await connection.close()
            try await server.events.untilInactive()
            #expect(server.events.outcomes.map(\.alertReceived) == [.certificateRevoked])
        }
    }

    /// The reference: what OpenSSL's own server hands on, and the alert that it reads.
    @Test(.needs(program: "openssl"), arguments: versions, [Staple.good, .revoked, .stale])
    func `what openssl s_server staples is judged`(version: TLSVersion, staple: Staple) async throws {
        let stapled = try #require(try response(staple))
        var client = try pki.client(versions: version...version)
        client.serverStatus = .demanded
        let settings = client
        let (error, ended) = try await OpenSSLServer.withRunning(pki) { files in
            ["-status_file", try files.write(stapled, to: "response.der")]
        } body: { port, process in
            let connection = try await TLSTestClient.open(settings, port: port)
            guard staple == .good else {
                let error = await #expect(throws: TLSError.self) { _ = try await connection.receivedToEnd() }
                try await connection.close()
                try await process.waitForOutput(containing: "SSL alert number")
                return error
            }
            try await process.waitForOutput(containing: "CIPHER is")
            try await connection.close()
            return nil
        }
        switch staple {
        case .good: #expect(error == nil)
        case .revoked: #expect(ended.allText.contains("SSL alert number 44") && error?.alertSent == .certificateRevoked)
        default: #expect(ended.allText.contains("SSL alert number 113"))
        }
    }
}
