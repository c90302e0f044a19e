import OpenSSL
import TestSupport
import Testing

/// `openssl s_server` with the test server's certificate, for one connection.
enum OpenSSLServer {
    /// - Parameters:
    ///   - arguments: makes the further ones, and the files that they name.
    ///   - body: given the port and the program.
    static func withRunning<Value: Sendable>(
        _ pki: TLSTestPKI,
        _ arguments: (TemporaryDirectory) throws -> [String],
        body: @escaping @Sendable (Int, RunningProcess) async throws -> Value
    ) async throws -> (value: Value, ended: ProcessResult) {
        let files = try TemporaryDirectory()
        let server = pki.serverIdentity
        let usual = [
            "s_server", "-accept", "127.0.0.1:0", "-naccept", "1",
            "-cert", try files.write(server.chain[0].pem, to: "server.pem"),
            "-key", try files.write(server.key.pem(), to: "key.pem"),
            "-cert_chain", try files.write(server.chain[1].pem, to: "chain.pem"),
        ]
        return try await ProcessRunner.withRunning(
            "openssl",
            usual + (try arguments(files)),
            readyWhen: "ACCEPT 127.0.0.1:"
        ) { process in
            let said = String(decoding: process.standardOutput, as: UTF8.self)
            let port = try #require(said.firstMatch(of: /ACCEPT 127\.0\.0\.1:(\d+)/)?.1)
            return try await body(try #require(Int(port)), process)
        }
    }
}
