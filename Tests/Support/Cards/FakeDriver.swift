import NIOCore
import NIOPosix
import Synchronization

/// The driver's side of vpcd: it listens, and asks the card that connects.
package final class FakeDriver: Sendable {
    private struct State {
        var connection: (any Channel)?
        var bytes: [UInt8] = []
        var isClosed = false
        var connections = 0
        var watchers: [AsyncStream<Void>.Continuation] = []
    }

    private let state = Mutex(State())
    private let listener = Mutex<(any Channel)?>(nil)

    package init() {}

    /// Begins to listen.
    ///
    /// - Returns: the port.
    package func start(port: Int = 0) async throws -> Int {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { [self] channel in
                change { state in
                    state.connection = channel
                    state.bytes = []
                    state.isClosed = false
                    state.connections += 1
                }
                channel.closeFuture.whenComplete { _ in
                    self.change { if $0.connection === channel { $0.isClosed = true } }
                }
                return channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Reader(self))
                }
            }
            .bind(host: "127.0.0.1", port: port).get()
        listener.withLock { $0 = channel }
        return channel.localAddress?.port ?? 0
    }

    package func stop() async {
        let listener = listener.withLock { $0 }
        try? await listener?.close().get()
        try? await state.withLock { $0.connection }?.close().get()
    }

    /// Ends the card's connection.
    package func drop() async {
        try? await state.withLock { $0.connection }?.close().get()
    }

    package func untilConnected(_ count: Int) async {
        await until { $0.connections >= count && !$0.isClosed }
    }

    package func untilClosed() async {
        await until { $0.isClosed }
    }

    /// Sends a message, and takes so many bytes of answer.
    package func ask(_ payload: [UInt8], answer count: Int) async throws -> [UInt8] {
        try await send([UInt8(payload.count >> 8), UInt8(payload.count & 0xFF)] + payload)
        return await take(count)
    }

    package func take(_ count: Int) async -> [UInt8] {
        await until { $0.bytes.count >= count || $0.isClosed }
        return state.withLock { state in
            defer { state.bytes.removeFirst(min(count, state.bytes.count)) }
            return Array(state.bytes.prefix(count))
        }
    }

    package func send(_ bytes: [UInt8]) async throws {
        try await state.withLock { $0.connection }?.writeAndFlush(ByteBuffer(bytes: bytes)).get()
    }

    private func change(_ body: (inout State) -> Void) {
        let watchers = state.withLock { state in
            body(&state)
            defer { state.watchers = [] }
            return state.watchers
        }
        for watcher in watchers { watcher.finish() }
    }

    private func until(_ condition: @Sendable (State) -> Bool) async {
        while true {
            let (changes, watcher) = AsyncStream.makeStream(of: Void.self)
            let holds = state.withLock { state in
                state.watchers.append(watcher)
                return condition(state)
            }
            // A cancelled task waits for nothing: the test's time is over.
            if holds || Task.isCancelled { return }
            for await _ in changes {}
        }
    }

    private final class Reader: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        private let driver: FakeDriver

        init(_ driver: FakeDriver) { self.driver = driver }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let bytes = Array(unwrapInboundIn(data).readableBytesView)
            driver.change { $0.bytes += bytes }
        }
    }
}
