import Foundation
import NIOCore

/// Directly above the socket: resets, and what goes wrong inside a TLS handshake.
final class SocketFaultHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum State {
        /// For the first bytes of a handshake.
        case waiting(HandshakeFaults)
        case holding([NIOAny], then: HandshakeFaults.Action)
        case stalled
        case resettingAfterWrite
        case passing
    }

    private var state: State
    private var timer: Scheduled<Void>?

    init(_ handshakes: HandshakeFaults?) {
        state = handshakes.map { .waiting($0) } ?? .passing
    }

    // MARK: - From the client

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch state {
        case .waiting(let handshakes):
            let (delay, action) = handshakes.next()
            guard delay > .zero else { return begin(context, action, [data]) }
            state = .holding([data], then: action)
            timer = context.eventLoop.assumeIsolated().scheduleTask(in: delay) { self.delayEnded(context) }
        case .holding(let held, let action):
            state = .holding(held + [data], then: action)
        case .stalled: break
        case .resettingAfterWrite, .passing: context.fireChannelRead(data)
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        switch state {
        // Nobody above knows of these bytes, so nobody above would ask for more, or see the client leave.
        case .holding, .stalled: context.read()
        case .waiting, .resettingAfterWrite, .passing: context.fireChannelReadComplete()
        }
    }

    private func delayEnded(_ context: ChannelHandlerContext) {
        guard case .holding(let held, let action) = state else { return }
        begin(context, action, held)
        if case .stalled = state { return }
        context.fireChannelReadComplete()
    }

    private func begin(_ context: ChannelHandlerContext, _ action: HandshakeFaults.Action, _ held: [NIOAny]) {
        state = .passing
        switch action {
        case .pass: break
        case .hang: state = .stalled
        case .resetAfterAnswer: state = .resettingAfterWrite
        case .resetAtOnce: return reset(context)
        case .drop: return context.close(promise: nil)
        case .garbage(let bytes):
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
            return context.close(promise: nil)
        }
        if case .stalled = state {
            context.fireUserInboundEventTriggered(StalledHandshake())
            return context.read()
        }
        for data in held { context.fireChannelRead(data) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .stalled = state, event as? ChannelEvent == .inputClosed || event is ChannelShouldQuiesceEvent {
            state = .passing
            context.close(promise: nil)
        }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        state = .passing
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
    }

    // MARK: - From above

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch state {
        case .stalled: promise?.succeed()
        case .resettingAfterWrite:
            state = .passing
            let written = promise ?? context.eventLoop.makePromise(of: Void.self)
            written.futureResult.assumeIsolated().whenComplete { _ in self.reset(context) }
            context.writeAndFlush(data, promise: written)
        case .waiting, .holding, .passing: context.write(data, promise: promise)
        }
    }

    /// A stalled handshake outlives the server's own time limit: what is tested is the client's.
    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        guard case .stalled = state else { return context.close(mode: mode, promise: promise) }
        if let promise { context.channel.closeFuture.cascade(to: promise) }
    }

    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        guard case .reset = event as? ConnectionFault else {
            return context.triggerUserOutboundEvent(event, promise: promise)
        }
        reset(context)
        promise?.succeed()
    }

    /// A close that lingers for no time throws away what is unsent and sends RST (socket(7), SO_LINGER).
    private func reset(_ context: ChannelHandlerContext) {
        _ = (context.channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
        context.close(promise: nil)
    }
}
