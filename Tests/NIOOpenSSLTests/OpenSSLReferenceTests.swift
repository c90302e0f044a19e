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
        let client = try pki.client(subject, versions: version...version)
        let alert = try await OpenSSLServer.withRunning(pki) { files in
            let lists = try pki.revocationLists(subject).map(\.pem).joined()
            return [
                "-Verify", "5", "-verify_return_error", "-no-CApath", "-no-CAstore",
                "-CAfile", try files.write(pki.root.certificate.pem + lists, to: "trust.pem"),
                "-crl_check", "-attime", "\(Int(pki.instant.timeIntervalSince1970))",
            ]
        } body: { port, _ in
            let connection = try await TLSTestClient.open(client, port: port)
            let error = await #expect(throws: TLSError.self) { _ = try await connection.receivedToEnd() }
            try await connection.close()
            return error?.alertReceived?.rawValue
        }.value
        #expect(alert == subject.alert(.alertOpenSSL, version))
    }
}
