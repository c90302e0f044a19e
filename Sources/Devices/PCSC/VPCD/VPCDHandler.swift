import ISO7816
import NIOCore

/// A card of the bus at the other end of vpcd's socket, as one more program that uses it.
///
/// Presence is the open connection: when the card leaves its reader, or another takes its place, this closes.
final class VPCDHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let bus: ReaderBus
    private let reader: String
    /// As it was when the connection was made.
    private let status: CardReaderStatus
    private var client = 0
    private var handle: Int32 = 0
    private var buffer = ByteBuffer()
    private var isBusy = false

    private let acknowledgesAtOnce: Bool

    init(_ bus: ReaderBus, _ status: CardReaderStatus, acknowledgesAtOnce: Bool) {
        self.acknowledgesAtOnce = acknowledgesAtOnce
        self.bus = bus
        self.status = status
        reader = status.reader
    }

    func channelActive(context: ChannelHandlerContext) {
        acknowledgeAtOnce(context)
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        let eventLoop = context.eventLoop
        let listener = ReaderBus.Listener(
            wake: { _ in
                eventLoop.execute {
                    let (handler, context) = bound.value
                    handler.look(context)
                }
            },
            executor: EventLoopTaskExecutor(eventLoop)
        )
        client = bus.addClient(listener)
        _ = bus.with { $0.establishContext(of: client) }
        isBusy = true
        let all = CardProtocols.any.rawValue
        let request = ReaderRequest.connect(reader: reader, sharing: CardSharing.shared.rawValue, protocols: all)
        ask(request, context) { handler, answer, context in
            guard case .connected(let handle, _) = answer else { return context.close(promise: nil) }
            handler.handle = handle
            handler.look(context)
            handler.goOn(context)
        }
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        buffer.writeBuffer(&bytes)
        proceed(context)
    }

    /// The option does not last (tcp(7)): it is set again for each answer's acknowledgement.
    func channelReadComplete(context: ChannelHandlerContext) {
        acknowledgeAtOnce(context)
        context.fireChannelReadComplete()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        bus.removeClient(client)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    /// Debian's vpcd sends length and body in two writes: without this, Nagle's algorithm holds the second for 40 ms
    /// (pcsc-lite.md, section 2).
    private func acknowledgeAtOnce(_ context: ChannelHandlerContext) {
        guard acknowledgesAtOnce else { return }
        #if os(Linux)
        // TCP_QUICKACK
        let option = ChannelOptions.Types.SocketOption(level: .tcp, name: NIOBSDSocket.Option(rawValue: 12))
        try? context.channel.syncOptions?.setOption(option, value: 1)
        #endif
    }

    /// Closes when the card is not the one any more that the driver was told of.
    private func look(_ context: ChannelHandlerContext) {
        let now = bus.with { manager in
            manager.wait(client)
            return manager.readers.first { $0.description.name == reader }?.status
        }
        if now != status { context.close(promise: nil) }
    }

    // MARK: - Messages

    private func goOn(_ context: ChannelHandlerContext) {
        isBusy = false
        proceed(context)
    }

    private func proceed(_ context: ChannelHandlerContext) {
        while !isBusy, let message = VPCDMessage.read(from: &buffer) { answer(message, context) }
        buffer.discardReadBytes()
    }

    private func answer(_ message: VPCDMessage, _ context: ChannelHandlerContext) {
        switch message {
        case .answerToReset: send(status.atr ?? [], context)
        // What the card knew is lost at the power-on that follows.
        case .powerOff: break
        case .powerOn, .reset: reconnect(.reset, context) { $0.goOn($1) }
        case .command(let command): transmit(command, context)
        }
    }

    private func reconnect(
        _ initialization: CardDisposition,
        _ context: ChannelHandlerContext,
        then: @escaping @Sendable (VPCDHandler, ChannelHandlerContext) -> Void
    ) {
        isBusy = true
        let request = ReaderRequest.reconnect(
            handle,
            sharing: CardSharing.shared.rawValue,
            protocols: CardProtocols.any.rawValue,
            initialization: initialization.rawValue
        )
        ask(request, context) { handler, answer, context in
            guard case .connected = answer else { return context.close(promise: nil) }
            then(handler, context)
        }
    }

    private func transmit(_ command: [UInt8], _ context: ChannelHandlerContext) {
        isBusy = true
        let request = ReaderRequest.transmit(handle, protocol: CardProtocols.raw.rawValue, command: command)
        ask(request, context) { handler, answer, context in
            switch answer {
            case .data(let bytes):
                // The length has two bytes; one word tells the program that it asked for too much.
                handler.send(bytes.count <= 0xFFFF ? bytes : [0x67, 0x00], context)
                handler.goOn(context)
            // Another program has reset the card; the driver cannot be told, but the card itself will.
            case .failed(.resetCard):
                handler.reconnect(.leave, context) { $0.transmit(command, $1) }
            // No error can be said but this one.
            default: context.close(promise: nil)
            }
        }
    }

    private func send(_ payload: [UInt8], _ context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(VPCDMessage.frame(payload)), promise: nil)
    }

    private func ask(
        _ request: ReaderRequest,
        _ context: ChannelHandlerContext,
        _ answered: @escaping @Sendable (VPCDHandler, ReaderAnswer, ChannelHandlerContext) -> Void
    ) {
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        let eventLoop = context.eventLoop
        bus.submit(request, of: client) { answer in
            let finish: @Sendable () -> Void = {
                let (handler, context) = bound.value
                answered(handler, answer, context)
            }
            if eventLoop.inEventLoop { finish() } else { eventLoop.execute(finish) }
        }
    }
}
