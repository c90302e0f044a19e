import NIOCore
import NIOOpenSSL
import NIOPosix
import OpenSSL
import Synchronization
import TestSupport

/// A TLS server on a port of the system's choice that sends back what it reads, and remembers what happened.
struct TLSTestServer: Sendable {
    /// More than the buffers of the kernel hold.
    static let longAnswerByteCount = 12_000_000

    let port: Int
    let events: EventLog
    private let channel: any Channel

    static func withRunning<Value: Sendable>(
        _ configuration: TLSServerConfiguration,
        timeouts: TLSTimeouts = TLSTimeouts(handshake: .minutes(1), closing: .seconds(20)),
        allowsHalfClosure: Bool = true,
        plainHTTPAnswer: (@Sendable (PlainHTTPRequest) -> [UInt8])? = nil,
        _ body: (TLSTestServer) async throws -> Value
    ) async throws -> Value {
        let context = try TLSContext(server: configuration)
        let events = EventLog()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelOption(.allowRemoteHalfClosure, value: allowsHalfClosure)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handler = TLSHandler(
                        session: try context.makeSession(),
                        timeouts: timeouts,
                        plainHTTPAnswer: plainHTTPAnswer
                    )
                    try channel.pipeline.syncOperations.addHandlers([handler, EchoHandler(events: events)])
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let server = TLSTestServer(port: channel.localAddress?.port ?? 0, events: events, channel: channel)
        do {
            let value = try await body(server)
            try await channel.close().get()
            return value
        } catch {
            try await channel.close().get()
            throw error
        }
    }
}

/// Sends back what it reads; `quit` ends the connection, `half` its output, `much` ends it after a long answer.
private final class EchoHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let events: EventLog

    init(events: EventLog) {
        self.events = events
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        switch bytes.readableBytes == 4 ? String(buffer: bytes) : "" {
        case "quit": context.close(promise: nil)
        case "much":
            let answer = ByteBuffer(repeating: 0x61, count: TLSTestServer.longAnswerByteCount)
            context.writeAndFlush(wrapOutboundOut(answer), promise: nil)
            context.close(promise: nil)
        case "half":
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: "last")), promise: nil)
            context.close(mode: .output, promise: nil)
        default: context.writeAndFlush(wrapOutboundOut(bytes), promise: nil)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        events.note(event)
        if event as? ChannelEvent == .inputClosed { context.close(mode: .output, promise: nil) }
        context.fireUserInboundEventTriggered(event)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        events.note(error)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        events.noteEnd()
        context.fireChannelInactive()
    }
}
