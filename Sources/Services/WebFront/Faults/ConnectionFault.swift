import NIOCore
import Simulation

/// What routes cannot do to a connection: asked for as an outbound event, done by the handlers of ``FaultChannel``.
enum ConnectionFault: Sendable {
    /// RST, past TLS.
    case reset
    /// Bytes that HTTP does not frame.
    case raw([UInt8])
    /// From now on every write goes out in packets of so many bytes; 0 for whole.
    case slice(Int)
    /// The next byte of the client is answered with a reset.
    case resetNextRequest
    /// Nothing will be said any more: the connection is closed as soon as the client ends it.
    case silence

    /// - Throws: when the connection is closed already, or has no such handlers.
    func happen(on channel: any Channel) async throws {
        try await channel.triggerUserOutboundEvent(self).get()
    }

    /// Says nothing, for a while or until the client gives up; then the connection ends.
    static func hang(_ channel: any Channel, for duration: Duration?, _ simulation: Simulation) async throws {
        try await silence.happen(on: channel)
        if let duration {
            try await simulation.pause(duration)
            try? await channel.close().get()
        } else {
            await withTaskCancellationHandler {
                try? await channel.closeFuture.get()
            } onCancel: {
                channel.close(promise: nil)
            }
        }
    }
}

/// The answer has been cut off on purpose.
struct AnswerCutOff: Error {}
