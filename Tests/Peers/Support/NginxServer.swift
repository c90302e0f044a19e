import Foundation
import HealthcarePKI
import OpenSSL
import TestSupport

/// Debian's nginx with `ssl_verify_client on`: what the style `http-400` imitates.
struct NginxServer {
    /// Unpacked by `make test`, or the one that the machine has.
    private static let program = Repository.root.appending(path: ".build-peers/nginx/usr/sbin/nginx").path(
        percentEncoded: false
    )

    let port: Int

    /// Runs `body` while nginx listens on a port of the loopback.
    static func with<Value: Sendable>(
        in directory: TemporaryDirectory,
        body: @escaping @Sendable (NginxServer) async throws -> Value
    ) async throws -> Value {
        let peer = try PeerPKI.shared.get()
        let server = try peer.identity(from: "tls-root")
        let clientAuthorities = try peer.pki.chain(of: "client-issuing")
        try directory.write(server.certificate.pem, to: "server.pem")
        try directory.write(try server.key.pem(), to: "server.key")
        try directory.write(clientAuthorities.map(\.pem).joined(), to: "client-authorities.pem")
        let port = try await FreePort.find()
        let configuration = try directory.write(
            """
            daemon off;
            worker_processes 1;
            pid nginx.pid;
            error_log stderr info;
            events {}
            http {
                access_log off;
                client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
                uwsgi_temp_path uwsgi; scgi_temp_path scgi;
                server {
                    listen 127.0.0.1:\(port) ssl;
                    server_name localhost;
                    ssl_certificate server.pem;
                    ssl_certificate_key server.key;
                    ssl_client_certificate client-authorities.pem;
                    ssl_verify_client on;
                    ssl_verify_depth 3;
                    ssl_protocols TLSv1.2 TLSv1.3;
                    location / { return 200 "ok"; }
                }
            }
            """,
            to: "nginx.conf"
        )
        // The files must outlive the program.
        defer { withExtendedLifetime(directory) {} }
        // nginx says at level "notice" that its worker has started: then it listens.
        return try await ProcessRunner.withRunning(
            program,
            ["-p", directory.path, "-c", configuration, "-e", "stderr"],
            directory: directory.path,
            readyWhen: "start worker process "
        ) { _ in
            try await body(NginxServer(port: port))
        }.value
    }
}
