import NIOCore
import NIOOpenSSL
import OpenSSL
import TestSupport

/// A TLS client on a real socket.
enum TLSTestClient {
    static func open(
        _ configuration: TLSClientConfiguration,
        port: Int,
        timeouts: TLSTimeouts = TLSTimeouts(handshake: .minutes(1), closing: .seconds(20))
    ) async throws -> RawConnection {
        let context = try TLSContext(client: configuration)
        return try await RawConnection.open(host: "127.0.0.1", port: port) { channel in
            let handler = TLSHandler(session: try context.makeSession(), timeouts: timeouts)
            try channel.pipeline.syncOperations.addHandlers([CableHandler(), handler])
        }
    }
}

/// Sits below TLS and can pull the cable: TCP ends without a word of TLS.
final class CableHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
}

extension RawConnection {
    /// Closes the TCP connection, or its output, without `close_notify`.
    func cut(_ mode: CloseMode = .all) async throws {
        try await channel.eventLoop.flatSubmit {
            do {
                let context = try self.channel.pipeline.syncOperations.context(handlerType: CableHandler.self)
                let promise = context.eventLoop.makePromise(of: Void.self)
                context.close(mode: mode, promise: promise)
                return promise.futureResult
            } catch {
                return self.channel.eventLoop.makeFailedFuture(error)
            }
        }.get()
    }
}
