import OpenSSL
import TestSupport

/// `openssl s_client` with the certificate of a case, as a client that nobody here has written.
struct OpenSSLClient: Sendable {
    private let files: TemporaryDirectory
    private let arguments: [String]

    init(_ rejection: RejectionCase, _ pki: TLSTestPKI) throws {
        files = try TemporaryDirectory()
        // Weak certificates are sent as well: it is for the server to refuse them. Input stays open after the request.
        var arguments = ["-cipher", "DEFAULT@SECLEVEL=0", "-quiet", "-servername", "localhost"]
        arguments.append(rejection.version == .tls13 ? "-tls1_3" : "-tls1_2")
        if let identity = try pki.identity(rejection.subject) {
            arguments += ["-cert", try files.write(identity.chain[0].pem, to: "client.pem")]
            arguments += ["-key", try files.write(identity.key.pem(), to: "key.pem")]
            let others = identity.chain.dropFirst()
            if !others.isEmpty {
                arguments += ["-cert_chain", try files.write(others.map(\.pem).joined(), to: "chain.pem")]
            }
        }
        self.arguments = arguments
    }

    func run(port: Int, sending request: String, _ more: [String] = []) async throws -> ProcessResult {
        try await ProcessRunner.run(
            "openssl",
            ["s_client", "-connect", "127.0.0.1:\(port)"] + arguments + more,
            input: .heldOpen(after: Array(request.utf8)),
            // What the machine's configuration forbids is no matter here.
            environment: ["OPENSSL_CONF": "/dev/null"]
        )
    }
}
