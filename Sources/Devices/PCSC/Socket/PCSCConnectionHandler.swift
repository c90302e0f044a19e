import ISO7816
import NIOCore

/// One client of the socket: one context, and its connections to cards.
final class PCSCConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let bus: ReaderBus
    private var conversation: ClientConversation
    private var client = 0
    private var isProceeding = false
    /// The client has said what none says: nothing that it sends is looked at any more.
    private var isOver = false

    init(_ bus: ReaderBus, legacyCount: Int) {
        self.bus = bus
        conversation = ClientConversation(legacyCount: legacyCount)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        let eventLoop = context.eventLoop
        let listener = ReaderBus.Listener(
            wake: { end in
                // Always behind what is being written now: the array comes before the event.
                eventLoop.execute {
                    let (handler, context) = bound.value
                    if let bytes = handler.conversation.notify(end) { handler.send(bytes, context) }
                }
            },
            executor: EventLoopTaskExecutor(eventLoop)
        )
        client = bus.addClient(listener)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isOver else { return }
        guard conversation.receive(unwrapInboundIn(data)) else { return context.close(promise: nil) }
        proceed(context)
    }

    /// A client that does not take its answers gets no more of them.
    func channelWritabilityChanged(context: ChannelHandlerContext) {
        proceed(context)
        context.fireChannelWritabilityChanged()
    }

    /// The connection is gone, or has never come about.
    func handlerRemoved(context: ChannelHandlerContext) {
        bus.removeClient(client)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    /// Serves request after request, as far as there are whole ones and the last is answered.
    private func proceed(_ context: ChannelHandlerContext) {
        guard !isProceeding, !isOver else { return }
        isProceeding = true
        defer { isProceeding = false }
        do {
            while context.channel.isWritable, let order = try conversation.next() { carryOut(order, context) }
        } catch {
            end(context)
        }
    }

    /// Ends what this client had, and what it is told. Its own end is awaited, because a connection that is closed with
    /// bytes unread looks to the client like a refusal of its user (section 1.1).
    private func end(_ context: ChannelHandlerContext) {
        guard !isOver else { return }
        isOver = true
        bus.removeClient(client)
        context.close(mode: .output, promise: nil)
    }

    private func carryOut(_ order: ClientConversation.Order, _ context: ChannelHandlerContext) {
        switch order {
        case .establishContext:
            conclude(.context(bus.with { $0.establishContext(of: client) }), context)
        case .releaseContext(let number):
            conclude(.result(bus.with { $0.releaseContext(number, of: client) }), context)
        case .cancel(let number):
            conclude(.result(bus.with { $0.cancelWait(ofContext: number) }), context)
        case .ask(.invalid(let error)):
            conclude(.result(error), context)
        case .ask(.request(let request)):
            ask(request, context)
        case .records:
            conclude(.records(bus.with(\.records)), context)
        case .waitForChange(let withRecords):
            let records = bus.with { manager in
                manager.wait(client)
                return withRecords ? manager.records : []
            }
            conclude(withRecords ? .records(records) : .waiting, context)
        case .stopWaiting:
            conclude(.stopped(wasWaiting: bus.with { $0.stopWaiting(client) }), context)
        case .readerEvents:
            conclude(.number(bus.with(\.readerEvents)), context)
        case .recordCount:
            conclude(.number(bus.with { Int32(truncatingIfNeeded: $0.announcedCount) }), context)
        case .nothing:
            conclude(.nothing, context)
        }
    }

    private func ask(_ request: ReaderRequest, _ context: ChannelHandlerContext) {
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        let eventLoop = context.eventLoop
        let answered: ReaderBus.Reply = { answer in
            let finish: @Sendable () -> Void = {
                let (handler, context) = bound.value
                handler.conclude(.answer(answer), context)
                handler.proceed(context)
            }
            if eventLoop.inEventLoop { finish() } else { eventLoop.execute(finish) }
        }
        guard case .connect(let reader, _, _) = request, let plan = bus.settings.faults else {
            bus.submit(request, of: client, reply: answered)
            return
        }
        let (bus, client) = (bus, client)
        Task(executorPreference: EventLoopTaskExecutor(eventLoop)) {
            if let failure = await ReaderFault.connect(reader, plan) {
                answered(.failed(bus.connectionFailed(reader, failure)))
            } else {
                bus.submit(request, of: client, reply: answered)
            }
        }
    }

    private func conclude(_ finding: ClientConversation.Finding, _ context: ChannelHandlerContext) {
        let bytes = conversation.conclude(finding)
        if bytes.readableBytes > 0 { send(bytes, context) }
    }

    private func send(_ bytes: ByteBuffer, _ context: ChannelHandlerContext) {
        guard !isOver, context.channel.isActive else { return }
        context.writeAndFlush(wrapOutboundOut(bytes), promise: nil)
    }
}

extension ResourceManager {
    /// Registering for a change and reading these belong into one critical section.
    var records: [ReaderRecord] { readers.map(ReaderRecord.init) }
}
