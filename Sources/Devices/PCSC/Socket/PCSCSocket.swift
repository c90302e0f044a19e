package import Foundation
import NIOCore
import NIOPosix

/// A bus's readers behind a unix socket: a PC/SC program that is started with `PCSCLITE_CSOCK_NAME` set to its path sees
/// them as if pcscd served them, without daemon, driver or root.
package final class PCSCSocket: Sendable {
    /// What programs are to be given as `PCSCLITE_CSOCK_NAME`.
    package let path: String
    private let listener: any Channel
    private let connections: ConnectionSet
    private let identity: [UInt64]
    private let lock: Int32

    private init(_ path: String, _ listener: any Channel, _ connections: ConnectionSet, _ lock: Int32) {
        self.lock = lock
        self.path = path
        self.listener = listener
        self.connections = connections
        identity = UnixSocket.identity(path)
    }

    /// Begins to serve.
    ///
    /// - Parameters:
    ///   - path: at most 107 bytes, in a folder that exists; a stale socket there is replaced.
    ///   - recordCount: how many readers clients before pcsc-lite 2.5 look at. Fedora's are built with another number
    ///     than 16, which nothing on the wire tells (pcsc-lite.md, section 1.2).
    /// - Throws: `PCSCSocketError`.
    package static func start(
        _ bus: ReaderBus,
        path: String,
        recordCount: Int = 16
    ) async throws -> PCSCSocket {
        try UnixSocket.check(path)
        let lock = try UnixSocket.lock(path)
        do {
            let (listener, connections) = try await listen(bus, path, recordCount)
            return PCSCSocket(path, listener, connections, lock)
        } catch {
            UnixSocket.unlock(lock)
            throw error
        }
    }

    private static func listen(
        _ bus: ReaderBus,
        _ path: String,
        _ recordCount: Int
    ) async throws -> (any Channel, ConnectionSet) {
        let descriptor = try UnixSocket.bound(to: path)
        let connections = ConnectionSet()
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 1024)
            .childChannelInitializer { channel in
                guard connections.add(channel) else { return channel.close() }
                return channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        PCSCConnectionHandler(bus, legacyCount: recordCount)
                    )
                }
            }
            .withBoundSocket(descriptor).get()
        return (listener, connections)
    }

    /// Serves in a folder of its own: see ``PCSCSocketPath/fresh(below:)``.
    package static func start(
        _ bus: ReaderBus,
        below runtimeDirectory: URL?,
        recordCount: Int = 16
    ) async throws -> PCSCSocket {
        while true {
            let path = try PCSCSocketPath.fresh(below: runtimeDirectory)
            do {
                return try await start(bus, path: path, recordCount: recordCount)
            } catch PCSCSocketError.served {
                // Another has been quicker, and has the place now.
                continue
            }
        }
    }

    /// Ends all connections, and removes the file unless another server has taken its place.
    package func stop() async {
        // Clients look at the file while they wait: it goes first, so that none connects again.
        if UnixSocket.identity(path) == identity { UnixSocket.remove(path) }
        try? await listener.close().get()
        await connections.closeAll()
        UnixSocket.unlock(lock)
    }
}
