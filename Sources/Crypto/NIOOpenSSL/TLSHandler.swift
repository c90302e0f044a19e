package import NIOCore
import NIOTLS
package import OpenSSL

/// TLS for a channel, on either side: ciphertext below, plaintext above.
///
/// Fires, in this order: the ``TLSHandshakeOutcome`` of every handshake as a user event, whether it succeeded or not;
/// then `TLSUserEvent.handshakeCompleted`, or the ``TLSError`` as `errorCaught`. Later failures arrive as ``TLSError``
/// as well, an orderly end as `TLSUserEvent.shutdownCompleted`. All decisions are made by ``TLSConnectionState``.
package final class TLSHandler: ChannelDuplexHandler {
    package typealias InboundIn = ByteBuffer
    package typealias InboundOut = ByteBuffer
    package typealias OutboundIn = ByteBuffer
    package typealias OutboundOut = ByteBuffer

    let session: TLSSession
    let timeouts: TLSTimeouts
    let plainHTTPAnswer: (@Sendable (PlainHTTPRequest) -> [UInt8])?
    var state = TLSConnectionState()
    var writes = PendingWrites()
    /// Of the request that closes the whole channel.
    var closePromise: EventLoopPromise<Void>?
    /// Of a request to close the output that came during the handshake.
    var heldOutputPromise: EventLoopPromise<Void>?
    /// Whether the last bytes of this connection have not gone out yet, and whether it is to be closed when they have.
    var isSayingLast = false
    var closesWhenSaid = false
    var hasReceivedBytes = false
    var handshakeTimer: Scheduled<Void>?
    var closingTimer: Scheduled<Void>?
    var idleTimer: Scheduled<Void>?
    var lastTraffic = NIODeadline.uptimeNanoseconds(0)
    private var hasDelivered = false
    /// Why bytes of the handshake could not be sent: the reset that a read may no longer meet.
    private var writeFailure: (any Error)?

    /// - Parameters:
    ///   - session: not begun, and used by nobody else.
    ///   - plainHTTPAnswer: what a server says to an HTTP request without TLS before it closes; nil for nothing.
    package init(
        session: TLSSession,
        timeouts: TLSTimeouts = TLSTimeouts(),
        plainHTTPAnswer: (@Sendable (PlainHTTPRequest) -> [UInt8])? = nil
    ) {
        self.session = session
        self.timeouts = timeouts
        self.plainHTTPAnswer = plainHTTPAnswer
    }

    /// What a client needs to resume this session on another connection.
    package var resumption: TLSResumption? { session.resumption }

    package func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { start(context) }
    }

    package func handlerRemoved(context: ChannelHandlerContext) {
        cancelTimers()
        writes.failAll(ChannelError.ioOnClosedChannel)
    }

    package func channelActive(context: ChannelHandlerContext) {
        context.fireChannelActive()
        start(context)
    }

    package func channelInactive(context: ChannelHandlerContext) {
        let action = state.becameInactive()
        cancelTimers()
        switch action {
        case .failHandshake:
            if let writeFailure { context.fireErrorCaught(writeFailure) }
            reportHandshake(context, failure: endOfInputError)
        case .reportTruncation: context.fireErrorCaught(TLSError(.truncated))
        case .nothing: break
        }
        writes.failAll(ChannelError.ioOnClosedChannel)
        heldOutputPromise?.fail(ChannelError.ioOnClosedChannel)
        heldOutputPromise = nil
        closePromise?.succeed()
        closePromise = nil
        context.fireChannelInactive()
    }

    // MARK: Reading

    package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        noteTraffic(context)
        switch state.received() {
        case .continueHandshake:
            if !hasReceivedBytes, session.isServer, let request = PlainHTTPRequest(bytes) {
                hasReceivedBytes = true
                refuse(context, request)
                return
            }
            hasReceivedBytes = hasReceivedBytes || bytes.readableBytes > 0
            session.receive(bytes.readableBytesSpan)
            continueHandshake(context)
        case .deliver:
            session.receive(bytes.readableBytesSpan)
            decrypt(context, sizeHint: bytes.readableBytes, discarding: false)
        case .discard:
            session.receive(bytes.readableBytesSpan)
            decrypt(context, sizeHint: bytes.readableBytes, discarding: true)
        case .drop:
            break
        }
    }

    package func channelReadComplete(context: ChannelHandlerContext) {
        if hasDelivered {
            hasDelivered = false
            context.fireChannelReadComplete()
        } else if context.channel.isActive {
            // Nobody above knows of these bytes, so nobody above would ask for more.
            context.read()
        }
    }

    package func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard event as? ChannelEvent == .inputClosed else {
            context.fireUserInboundEventTriggered(event)
            return
        }
        switch state.inputClosed() {
        case .passOn:
            context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        case .failHandshake:
            failHandshakeAtEndOfInput(context)
        case .reportTruncation:
            context.fireErrorCaught(TLSError(.truncated))
            context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
        case .reportTruncationAndClose:
            context.fireErrorCaught(TLSError(.truncated))
            context.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
            closeChannel(context)
        case .close:
            closeChannel(context)
        case .nothing:
            break
        }
    }

    /// Decrypts all that has come, and passes it on in one piece.
    func decrypt(_ context: ChannelHandlerContext, sizeHint: Int, discarding: Bool) {
        var plaintext = context.channel.allocator.buffer(capacity: max(sizeHint, 1024))
        var last = TLSSession.ReadStep.needsInput
        reading: while true {
            if discarding { plaintext.clear() }
            plaintext.writeWithOutputRawSpan(minimumWritableBytes: 1024) { last = session.read(into: &$0) }
            switch last {
            case .read: continue reading
            case .needsInput, .ended, .failed: break reading
            }
        }
        if !discarding, plaintext.readableBytes > 0 {
            hasDelivered = true
            context.fireChannelRead(wrapInboundOut(plaintext))
        }
        // Answers of the protocol itself, such as to a key update, or an alert.
        send(context, promise: nil)
        switch last {
        case .read, .needsInput: break
        case .ended: peerSaidCloseNotify(context)
        case .failed(let error): connectionFailed(context, error)
        }
    }

    // MARK: Writing

    package func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard state.acceptsWrite() else {
            promise?.fail(state.phase == .closed ? ChannelError.ioOnClosedChannel : ChannelError.outputClosed)
            return
        }
        writes.append(unwrapOutboundIn(data), promise)
    }

    package func flush(context: ChannelHandlerContext) {
        writes.markFlushed()
        encryptFlushed(context)
    }

    /// Encrypts and sends everything up to the last flush.
    func encryptFlushed(_ context: ChannelHandlerContext) {
        guard state.isWritable, writes.hasFlushed else { return }
        noteTraffic(context)
        var promises: [EventLoopPromise<Void>] = []
        while let (bytes, promise) = writes.popFlushed() {
            if let promise { promises.append(promise) }
            do {
                try session.write(bytes.readableBytesSpan)
            } catch {
                for promise in promises { promise.fail(error) }
                connectionFailed(context, error)
                return
            }
        }
        send(context, promise: promises.joined(on: context.eventLoop))
    }

    /// Sends what the session wants to be sent, if anything.
    func send(_ context: ChannelHandlerContext, promise: EventLoopPromise<Void>?) {
        let count = session.outputCount
        guard count > 0 else {
            promise?.succeed()
            return
        }
        var bytes = context.channel.allocator.buffer(capacity: count)
        bytes.writeWithOutputRawSpan(minimumWritableBytes: count) { session.takeOutput(into: &$0) }
        guard state.phase == .handshaking, promise == nil else {
            return context.writeAndFlush(wrapOutboundOut(bytes), promise: promise)
        }
        let sent = context.eventLoop.makePromise(of: Void.self)
        sent.futureResult.assumeIsolated().whenFailure { self.writeFailure = $0 }
        context.writeAndFlush(wrapOutboundOut(bytes), promise: sent)
    }
}

extension [EventLoopPromise<Void>] {
    /// One promise for all of them.
    fileprivate func joined(on eventLoop: any EventLoop) -> EventLoopPromise<Void>? {
        guard count > 1 else { return first }
        let promise = eventLoop.makePromise(of: Void.self)
        for one in self { promise.futureResult.cascade(to: one) }
        return promise
    }
}
