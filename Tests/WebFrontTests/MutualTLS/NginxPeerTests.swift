import OpenSSL
import TestSupport
import Testing

/// Style `http-400` says what a real nginx says.
struct NginxPeerTests {
    private let pki: TLSTestPKI

    init() throws {
        pki = try TLSTestPKI.shared
    }

    @Test(.needs(program: "nginx"))
    func `the pages are nginx's, but for the date`() async throws {
        let request = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
        // Both by nginx's clock and by ours: no certificate, and one for another purpose.
        for subject in [ClientCertificateCase.none, .wrongPurpose] {
            for version in [TLSVersion.tls12, .tls13] {
                let client = try OpenSSLClient(
                    RejectionCase(subject: subject, version: version, style: .http400),
                    pki
                )
                let result = try await withNginx { port in try await client.run(port: port, sending: request) }
                let theirs = result.outputText
                let ours = try await MutualTLSTestFront.withRunning(
                    pki.server(pki.policy(subject, style: .http400))
                ) { front in
                    try await client.run(port: front.port, sending: request).outputText
                }
                #expect(theirs.hasPrefix("HTTP/1.1 400 Bad Request\r\n"), "\(subject), \(version): \(result.errorText)")
                #expect(dateless(ours) == dateless(theirs))
            }
        }
    }

    @Test(.needs(program: "nginx"), arguments: ["GET", "HEAD"])
    func `so is the page for HTTP without TLS`(method: String) async throws {
        let answer = { @Sendable (port: Int) in
            let client = try await RawConnection.open(host: "127.0.0.1", port: port)
            try await client.send("\(method) / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            let text = String(decoding: try await client.receivedToEnd(), as: UTF8.self)
            try await client.close()
            return text
        }
        let theirs = try await withNginx(answer)
        let ours = try await MutualTLSTestFront.withRunning(pki.server(pki.policy(style: .http400))) { front in
            try await answer(front.port)
        }
        #expect(theirs.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
        #expect(dateless(ours) == dateless(theirs))
    }

    private func dateless(_ answer: String) -> String {
        answer.replacing(/Date: [^\r]*/, with: "Date:")
    }

    private func withNginx<Value: Sendable>(
        _ body: @escaping @Sendable (_ port: Int) async throws -> Value
    ) async throws -> Value {
        let files = try TemporaryDirectory()
        let server = pki.serverIdentity
        try files.write(server.chain.map(\.pem).joined(), to: "server.pem")
        try files.write(server.key.pem(), to: "key.pem")
        try files.write(pki.root.certificate.pem, to: "root.pem")
        let port = try await FreePort.find()
        let configuration = try files.write(
            """
            daemon off;
            master_process off;
            pid \(files.path("pid"));
            error_log stderr notice;
            events {}
            http {
                access_log off;
                server {
                    listen 127.0.0.1:\(port) ssl;
                    ssl_certificate server.pem;
                    ssl_certificate_key key.pem;
                    ssl_client_certificate root.pem;
                    ssl_verify_client on;
                    ssl_verify_depth 5;
                    ssl_protocols TLSv1.2 TLSv1.3;
                }
            }

            """,
            to: "nginx.conf"
        )
        // The files must outlive the program.
        defer { withExtendedLifetime(files) {} }
        return try await ProcessRunner.withRunning(
            // Debian's place for it, which is not in everybody's PATH.
            "/usr/sbin/nginx",
            ["-c", configuration, "-p", files.path, "-e", "stderr"],
            readyWhen: "getrlimit"
        ) { _ in
            try await body(port)
        }.value
    }
}
