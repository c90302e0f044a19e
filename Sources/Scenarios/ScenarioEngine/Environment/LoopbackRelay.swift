import NIOCore
import NIOPosix

/// Another address of this machine under which a server can be reached: bytes in, bytes out.
struct LoopbackRelay: Sendable {
    let host: String
    let port: Int
    private let channel: any Channel

    static func start(host: String, to target: Int) async throws -> LoopbackRelay {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelOption(.autoRead, value: false)
            .childChannelInitializer { near in
                ClientBootstrap(group: near.eventLoop)
                    .channelOption(.autoRead, value: false)
                    .connect(host: "127.0.0.1", port: target)
                    .flatMapThrowing { far in
                        try near.pipeline.syncOperations.addHandler(RelayHandler(to: far))
                        try far.pipeline.syncOperations.addHandler(RelayHandler(to: near))
                        return far
                    }
                    .flatMap { far in far.setOption(.autoRead, value: true) }
                    .flatMap { near.setOption(.autoRead, value: true) }
            }
            .bind(host: host, port: 0).get()
        return LoopbackRelay(host: host, port: channel.localAddress?.port ?? 0, channel: channel)
    }

    func stop() async { try? await channel.close().get() }
}
