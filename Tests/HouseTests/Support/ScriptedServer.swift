import NIOCore
import NIOPosix

/// A TCP server on the loopback that says one fixed thing to every connection, after it has heard something, and closes.
struct ScriptedServer {
    let channel: any Channel

    var port: Int { channel.localAddress?.port ?? 0 }

    static func start(saying answer: String) async throws -> Self {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(ScriptedAnswer(answer))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return Self(channel: channel)
    }

    func stop() async throws {
        try await channel.close().get()
    }
}

private final class ScriptedAnswer: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let answer: String

    init(_ answer: String) {
        self.answer = answer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer)), promise: nil)
        context.close(promise: nil)
    }
}
