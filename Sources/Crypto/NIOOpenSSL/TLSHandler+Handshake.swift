import NIOCore
import NIOTLS
import OpenSSL

extension TLSHandler {
    func start(_ context: ChannelHandlerContext) {
        guard state.start() else { return }
        handshakeTimer = context.eventLoop.assumeIsolated().scheduleTask(in: timeouts.handshake) {
            self.failHandshake(context, TLSError(.handshakeTimedOut))
        }
        continueHandshake(context)
    }

    func continueHandshake(_ context: ChannelHandlerContext) {
        switch session.handshake() {
        case .needsInput: send(context, promise: nil)
        case .completed: completeHandshake(context)
        case .failed(let error): failHandshake(context, error)
        }
    }

    private func completeHandshake(_ context: ChannelHandlerContext) {
        send(context, promise: nil)
        guard case .announce(let request) = state.handshakeCompleted() else { return }
        handshakeTimer?.cancel()
        handshakeTimer = nil
        startIdleTimer(context)
        context.fireUserInboundEventTriggered(session.outcome())
        context.fireUserInboundEventTriggered(
            TLSUserEvent.handshakeCompleted(negotiatedProtocol: session.applicationProtocol)
        )
        if state.received() == .deliver { decrypt(context, sizeHint: 0, discarding: false) }
        encryptFlushed(context)
        switch request {
        case .output:
            let promise = heldOutputPromise
            heldOutputPromise = nil
            close(context: context, mode: .output, promise: promise)
        case .all:
            let promise = closePromise
            closePromise = nil
            close(context: context, mode: .all, promise: promise)
        case nil:
            break
        }
    }

    /// Ends a connection whose handshake can go no further; an alert, if there is one, is sent first.
    func failHandshake(_ context: ChannelHandlerContext, _ error: TLSError) {
        guard state.failed() == .sayAndLinger else { return }
        // Told first: whoever closes now waits for the last bytes, and a reset cannot come before the reason.
        reportHandshake(context, failure: error)
        sayLast(context)
    }

    /// The other side has closed: nothing would reach it.
    func failHandshakeAtEndOfInput(_ context: ChannelHandlerContext) {
        reportHandshake(context, failure: endOfInputError)
        context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        closeChannel(context)
    }

    /// Answers an HTTP request without TLS, in the clear.
    func refuse(_ context: ChannelHandlerContext, _ request: PlainHTTPRequest) {
        guard state.failed() == .sayAndLinger else { return }
        reportHandshake(context, failure: TLSError(.plainHTTP))
        sayLast(context, ByteBuffer(bytes: plainHTTPAnswer?(request) ?? []))
    }

    var endOfInputError: TLSError {
        TLSError(hasReceivedBytes ? .closedDuringHandshake : .closedUnused)
    }

    func reportHandshake(_ context: ChannelHandlerContext, failure: TLSError) {
        handshakeTimer?.cancel()
        handshakeTimer = nil
        writes.failAll(failure)
        heldOutputPromise?.fail(failure)
        heldOutputPromise = nil
        context.fireUserInboundEventTriggered(session.outcome(failure: failure))
        context.fireErrorCaught(failure)
    }
}
