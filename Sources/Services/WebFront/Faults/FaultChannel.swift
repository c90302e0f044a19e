package import HummingbirdCore
package import Logging
package import NIOCore

/// Puts the handlers that can spoil a connection below another channel.
package struct FaultChannel<Base: ServerChildChannel>: ServerChildChannel {
    private let base: Base
    private let makeHandler: @Sendable () -> any ChannelHandler

    private init(_ base: Base, _ makeHandler: @escaping @Sendable () -> any ChannelHandler) {
        self.base = base
        self.makeHandler = makeHandler
    }

    /// For the channel directly below HTTP: spoils plaintext.
    package static func belowHTTP(_ base: Base) -> Self { Self(base) { AnswerFaultHandler() } }

    /// For the channel at the socket: resets connections, and spoils TLS handshakes.
    ///
    /// - Parameter handshakes: nil without TLS.
    package static func aboveSocket(_ base: Base, handshakes: HandshakeFaults? = nil) -> Self {
        Self(base) { SocketFaultHandler(handshakes) }
    }

    package func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
        channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(makeHandler())
        }
        .flatMap { base.setup(channel: channel, logger: logger) }
    }

    package func handle(value: Base.Value, logger: Logger) async {
        await base.handle(value: value, logger: logger)
    }
}
