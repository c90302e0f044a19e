import NIOCore
import NIOPosix
import OpenSSL

/// The outgoing proxy of a hospital: it passes CONNECT on (RFC 9110, section 9.3.6) for those who know its password.
struct PasswordProxy: Sendable {
    private static let user = "hospital"

    private let port: Int
    private let password: String
    private let channel: any Channel

    static func start() async throws -> PasswordProxy {
        let password = SecureRandom.token(byteCount: 9)
        let wanted = "Basic \(Base64.encode(Array("\(user):\(password)".utf8)))"
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(ProxyConversation(credentials: wanted))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return PasswordProxy(port: channel.localAddress?.port ?? 0, password: password, channel: channel)
    }

    func stop() async { try? await channel.close().get() }

    /// As programs read it from `HTTPS_PROXY`.
    func address(withPassword: Bool) -> String {
        "http://\(withPassword ? "\(Self.user):\(password)@" : "")127.0.0.1:\(port)"
    }
}
