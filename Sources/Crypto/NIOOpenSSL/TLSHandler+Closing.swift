package import NIOCore
import NIOTLS
import OpenSSL

extension TLSHandler {
    package func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        switch mode {
        case .input:
            // TLS has no way to say it.
            promise?.fail(ChannelError.operationUnsupported)
        case .output:
            perform(context, state.closeOutput(), mode, promise)
        case .all:
            perform(context, state.closeAll(hasWrites: !writes.isEmpty), mode, promise)
        }
    }

    private func perform(
        _ context: ChannelHandlerContext,
        _ action: TLSConnectionState.CloseAction,
        _ mode: CloseMode,
        _ promise: EventLoopPromise<Void>?
    ) {
        switch action {
        case .passOn:
            if mode == .all { cancelTimers() }
            context.close(mode: mode, promise: promise)
        case .hold:
            if mode == .output { join(&heldOutputPromise, promise) } else { join(&closePromise, promise) }
        case .join:
            join(&closePromise, promise)
        case .closeOutput:
            sayCloseNotify(context) { context.close(mode: .output, promise: promise) }
            // A client may wait long for the answer; a server has given it.
            if session.isServer { linger(context) }
        case .closeOutputAndLinger:
            join(&closePromise, promise)
            sayCloseNotify(context) { context.close(mode: .output, promise: nil) }
            linger(context)
        case .linger:
            join(&closePromise, promise)
            linger(context)
        case .closeOutputAndChannel:
            join(&closePromise, promise)
            if state.hasPeerSaidCloseNotify {
                context.fireUserInboundEventTriggered(TLSUserEvent.shutdownCompleted)
            }
            sayCloseNotify(context) { self.closeChannel(context) }
            linger(context)
        }
    }

    /// Sends `close_notify`, and goes on when the network has taken it.
    private func sayCloseNotify(_ context: ChannelHandlerContext, _ next: @escaping () -> Void) {
        writes.failAll(ChannelError.outputClosed)
        session.closeOutput()
        send(context, promise: lastBytes(context, next))
    }

    /// The promise of the last bytes of this connection; when the network has taken them, `next` happens.
    private func lastBytes(_ context: ChannelHandlerContext, _ next: @escaping () -> Void) -> EventLoopPromise<Void> {
        isSayingLast = true
        let sent = context.eventLoop.makePromise(of: Void.self)
        sent.futureResult.assumeIsolated().whenComplete { _ in
            self.isSayingLast = false
            if self.closingTimer != nil { self.linger(context) }
            next()
            if self.closesWhenSaid { self.closeChannel(context) }
        }
        return sent
    }

    /// Sends the last bytes of a connection that has failed, closes the output and waits for the end of the other side.
    ///
    /// Closing with unread bytes in the receive buffer would make the kernel send a reset (RFC 1122, 4.2.2.13), and the
    /// other side might see that instead of the alert.
    func sayLast(_ context: ChannelHandlerContext, _ clear: ByteBuffer = ByteBuffer()) {
        let sent = lastBytes(context) { context.close(mode: .output, promise: nil) }
        if clear.readableBytes > 0 {
            context.writeAndFlush(wrapOutboundOut(clear), promise: sent)
        } else {
            send(context, promise: sent)
        }
        linger(context)
        context.read()
    }

    /// Sees to it that the end of the other side is not waited for longer than allowed.
    private func linger(_ context: ChannelHandlerContext) {
        cancelTimers()
        guard context.channel.isActive else { return }
        let unsent = unsentByteCount(context)
        let limit = isSayingLast || state.phase == .outputClosed ? timeouts.slowPeer : timeouts.closing
        closingTimer = context.eventLoop.assumeIsolated().scheduleTask(in: limit) {
            // A slow reader of a long answer is not at its end yet.
            if self.isSayingLast, self.unsentByteCount(context) < unsent { return self.linger(context) }
            self.state.lingerExpired()
            self.isSayingLast = false
            self.closeChannel(context)
        }
    }

    /// What the kernel has not taken yet.
    private func unsentByteCount(_ context: ChannelHandlerContext) -> Int {
        (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    }

    /// Closes the TCP connection; our last bytes, if they are on their way, may still go out first.
    func closeChannel(_ context: ChannelHandlerContext) {
        guard !isSayingLast else {
            closesWhenSaid = true
            if closingTimer == nil { linger(context) }
            return
        }
        cancelTimers()
        let promise = closePromise
        closePromise = nil
        context.close(mode: .all, promise: promise)
    }

    func peerSaidCloseNotify(_ context: ChannelHandlerContext) {
        switch state.peerSaidCloseNotify(allowsHalfClosure: allowsHalfClosure(context)) {
        case .passOn:
            context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        case .answerAndClose:
            context.fireUserInboundEventTriggered(TLSUserEvent.shutdownCompleted)
            sayCloseNotify(context) { self.closeChannel(context) }
            linger(context)
        case .close:
            context.fireUserInboundEventTriggered(TLSUserEvent.shutdownCompleted)
            closeChannel(context)
        case .nothing:
            break
        }
    }

    /// A record could not be read or written, or the other side has sent an alert.
    func connectionFailed(_ context: ChannelHandlerContext, _ error: TLSError) {
        guard state.failed() == .sayAndLinger else { return }
        writes.failAll(error)
        context.fireErrorCaught(error)
        sayLast(context)
    }

    private func allowsHalfClosure(_ context: ChannelHandlerContext) -> Bool {
        (try? context.channel.syncOptions?.getOption(.allowRemoteHalfClosure)) ?? false
    }

    private func join(_ promise: inout EventLoopPromise<Void>?, _ next: EventLoopPromise<Void>?) {
        guard let next else { return }
        if let promise { promise.futureResult.cascade(to: next) } else { promise = next }
    }
}
