package import NIOCore
import NIOPosix

/// A TCP or unix connection without any protocol: for half requests, garbage, and answers that are compared byte for byte.
///
/// With TLS, `prepare` puts the TLS handlers on the channel first.
package struct RawConnection: Sendable {
    package let channel: any Channel
    private let received: ReceivedBytes

    package static func open(
        host: String,
        port: Int,
        prepare: @escaping @Sendable (any Channel) throws -> Void = { _ in }
    ) async throws -> Self {
        try await open(prepare) { $0.connect(host: host, port: port) }
    }

    /// The same through a unix socket.
    package static func open(path: String) async throws -> Self {
        try await open({ _ in }, { $0.connect(unixDomainSocketPath: path) })
    }

    private static func open(
        _ prepare: @escaping @Sendable (any Channel) throws -> Void,
        _ connect: (ClientBootstrap) -> EventLoopFuture<any Channel>
    ) async throws -> Self {
        let received = ReceivedBytes()
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(.seconds(10))
            .channelOption(.allowRemoteHalfClosure, value: true)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try prepare(channel)
                    try channel.pipeline.syncOperations.addHandler(ReceivedBytesHandler(received))
                }
            }
        return Self(channel: try await connect(bootstrap).get(), received: received)
    }

    package func send(_ bytes: some Sequence<UInt8>) async throws {
        try await channel.writeAndFlush(ByteBuffer(bytes: bytes)).get()
    }

    package func send(_ text: String) async throws {
        try await send(text.utf8)
    }

    /// Waits until what has arrived contains the text.
    ///
    /// - Returns: Everything that has arrived since the connection was opened.
    package func received(containing text: String, deadline: Duration = .seconds(30)) async throws -> [UInt8] {
        let needle = Array(text.utf8)
        return try await withDeadline(deadline, "waiting for \(text)") {
            try await received.bytes { $0.contains(needle) }
        }
    }

    /// Waits until so many bytes have arrived since the connection was opened.
    ///
    /// - Returns: All that have; fewer where the connection has ended.
    package func received(count: Int, deadline: Duration = .seconds(30)) async throws -> [UInt8] {
        try await withDeadline(deadline, "waiting for \(count) bytes") {
            try await received.bytes { $0.count >= count }
        }
    }

    /// Waits for the server's end of the connection.
    ///
    /// - Returns: Everything that has arrived since the connection was opened.
    /// - Throws: What ended the connection if it was no orderly end (a reset, a TLS alert).
    package func receivedToEnd(deadline: Duration = .seconds(30)) async throws -> [UInt8] {
        try await withDeadline(deadline, "waiting for the end of the connection") {
            try await received.bytes { _ in false }
        }
    }

    /// Says that nothing more will be sent (TCP FIN), and goes on listening.
    package func endOutput() async throws {
        try await channel.close(mode: .output).get()
    }

    package func close() async throws {
        do {
            try await channel.close().get()
        } catch ChannelError.alreadyClosed {}
    }
}
