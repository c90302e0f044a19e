import Foundation
import OpenSSL
import TestSupport
import Testing

/// `openssl s_server` refuses every bad certificate with the alert that style `alert-openssl` claims for it.
struct OpenSSLReferenceTests {
    private let pki: TLSTestPKI

    init() throws {
        pki = try TLSTestPKI.shared
    }

    @Test(
        .needs(program: "openssl"),
        arguments: ClientCertificateCase.allCases.filter(\.isRefused),
        [TLSVersion.tls12, .tls13]
    )
    func `openssl itself sends this alert`(subject: ClientCertificateCase, version: TLSVersion) async throws {
        let files = try TemporaryDirectory()
        let lists = try pki.revocationLists(subject).map(\.pem).joined()
        let trust = try files.write(pki.root.certificate.pem + lists, to: "trust.pem")
        let server = pki.serverIdentity
        let arguments = [
            "s_server", "-accept", "127.0.0.1:0", "-naccept", "1",
            "-cert", try files.write(server.chain[0].pem, to: "server.pem"),
            "-key", try files.write(server.key.pem(), to: "key.pem"),
            "-cert_chain", try files.write(server.chain[1].pem, to: "chain.pem"),
            "-Verify", "5", "-verify_return_error", "-CAfile", trust, "-no-CApath", "-no-CAstore",
            "-crl_check", "-attime", "\(Int(pki.instant.timeIntervalSince1970))",
        ]
        let client = try pki.client(subject, versions: version...version)
        let alert = try await ProcessRunner.withRunning(
            "openssl",
            arguments,
            readyWhen: "ACCEPT 127.0.0.1:"
        ) { process in
            let said = String(decoding: process.standardOutput, as: UTF8.self)
            let port = try #require(said.firstMatch(of: /ACCEPT 127\.0\.0\.1:(\d+)/)?.1)
            let connection = try await TLSTestClient.open(client, port: try #require(Int(port)))
            let error = await #expect(throws: TLSError.self) { _ = try await connection.receivedToEnd() }
            try await connection.close()
            return error?.alertReceived?.rawValue
        }.value
        #expect(alert == subject.alert(.alertOpenSSL, version))
    }
}
