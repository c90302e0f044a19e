import NIOCore
import NIOPosix

/// A TCP port of 127.0.0.1 for a program that cannot choose one itself.
package enum FreePort {
    /// A port that was free a moment ago; the system gives it to nobody else soon.
    package static func find() async throws -> Int {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = channel.localAddress?.port
        try await channel.close().get()
        guard let port else { throw ChannelError.unknownLocalAddress }
        return port
    }
}
