import NIOCore

/// Between HTTP and what is below it: raw bytes, slices, and the end of a connection that keeps silent.
final class AnswerFaultHandler: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private var sliceSize = 0
    private var resetsNextRequest = false
    private var isSilent = false
    private var hasClientLeft = false

    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        switch event as? ConnectionFault {
        case .raw(let bytes):
            return context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: promise)
        case .slice(let size): sliceSize = size
        case .resetNextRequest: resetsNextRequest = true
        case .silence:
            isSilent = true
            if hasClientLeft { context.close(promise: nil) }
        case .reset, nil: return context.triggerUserOutboundEvent(event, promise: promise)
        }
        promise?.succeed()
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard sliceSize > 0 else { return context.write(data, promise: promise) }
        var bytes = unwrapOutboundIn(data)
        while bytes.readableBytes > sliceSize, let slice = bytes.readSlice(length: sliceSize) {
            context.writeAndFlush(wrapOutboundOut(slice), promise: nil)
        }
        context.writeAndFlush(wrapOutboundOut(bytes), promise: promise)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard resetsNextRequest else { return context.fireChannelRead(data) }
        context.triggerUserOutboundEvent(ConnectionFault.reset, promise: nil)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event as? ChannelEvent == .inputClosed {
            hasClientLeft = true
            if isSilent { context.close(promise: nil) }
        }
        context.fireUserInboundEventTriggered(event)
    }
}
