import Foundation
import NIOCore
import NIOOpenSSL
import OpenSSL
import TestSupport
import Testing

/// The style `http-400` beside the nginx that it imitates: the same bytes, but for the time.
@Suite(.timeLimit(.minutes(5)), .needs(program: "openssl"))
struct NginxPageTests {
    enum Client: String, CaseIterable {
        case withoutCertificate
        case expired
        case otherAuthority
        case good
    }

    let directory: TemporaryDirectory
    let peer: PeerPKI

    init() throws {
        directory = try TemporaryDirectory()
        peer = try PeerPKI.shared.get()
    }

    @Test(arguments: [Client.withoutCertificate, .expired, .otherAuthority], ["GET", "HEAD", "POST"])
    func `refuses as nginx does, byte for byte`(client: Client, method: String) async throws {
        let request = "\(method) /csc/v2/info HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n"
        for version in ["-tls1_2", "-tls1_3"] {
            let theirs = try await NginxServer.with(in: try TemporaryDirectory()) { [self] server in
                try await answer(from: server.port, to: request, as: client, version)
            }
            let ours = try await FrontServer.with(style: .http400, in: directory) { server in
                try await answer(from: server.port, to: request, as: client, version)
            }
            #expect(theirs.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
            #expect(Self.withoutTime(ours) == Self.withoutTime(theirs))
        }
    }

    @Test(arguments: ["GET", "HEAD"])
    func `answers plain HTTP on the TLS port as nginx does`(method: String) async throws {
        @Sendable func answer(from port: Int) async throws -> String {
            let connection = try await RawConnection.open(host: "127.0.0.1", port: port)
            try await connection.send("\(method) / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            return String(decoding: try await connection.receivedToEnd(), as: UTF8.self)
        }
        let theirs = try await NginxServer.with(in: try TemporaryDirectory()) { try await answer(from: $0.port) }
        let ours = try await FrontServer.with(style: .http400, in: directory) { try await answer(from: $0.port) }
        #expect(theirs.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
        #expect(Self.withoutTime(ours) == Self.withoutTime(theirs))
    }

    @Test func `lets the same client pass`() async throws {
        let request = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        let theirs = try await NginxServer.with(in: try TemporaryDirectory()) { [self] server in
            try await answer(from: server.port, to: request, as: .good, "-tls1_3")
        }
        let ours = try await FrontServer.with(style: .http400, in: directory) { server in
            try await answer(from: server.port, to: request, as: .good, "-tls1_3")
        }
        #expect(theirs.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(ours.hasPrefix("HTTP/1.1 200 OK\r\n"))
    }

    /// Sends one request with `openssl s_client` and gives everything that came back.
    private func answer(from port: Int, to request: String, as client: Client, _ version: String) async throws -> String
    {
        var arguments = ["s_client", "-connect", "127.0.0.1:\(port)", "-servername", "localhost", "-quiet", version]
        let folder = try TemporaryDirectory()
        if let identity = try identity(of: client) {
            arguments += [
                "-cert", try folder.write(identity.certificate.pem, to: "client.pem"),
                "-key", try folder.write(try identity.key.pem(), to: "client.key"),
            ]
        }
        let result = try await ProcessRunner.run("openssl", arguments, input: .heldOpen(after: Array(request.utf8)))
        return result.outputText
    }

    private func identity(of client: Client) throws -> PeerPKI.Identity? {
        switch client {
        case .withoutCertificate: nil
        case .expired: try peer.identity(from: "client-issuing", profile: "client-certificate-expired")
        case .otherAuthority: try peer.identity(from: "medical-institution")
        case .good: try peer.identity(from: "client-issuing")
        }
    }

    private static func withoutTime(_ answer: String) -> String {
        answer.replacing(/Date: [^\r]*\r\n/, with: "Date: -\r\n")
    }
}
