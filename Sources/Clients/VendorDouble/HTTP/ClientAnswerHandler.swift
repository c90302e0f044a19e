import NIOCore
import NIOHTTP1

/// Turns the parts of HTTP/1.1 answers into whole ones, in the order of the requests.
final class ClientAnswerHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart

    /// The longest body that is taken, in bytes.
    private let limit: Int
    private var awaited: CircularBuffer<EventLoopPromise<ClientAnswer>> = []
    private var head: HTTPResponseHead?
    private var body: [UInt8] = []
    private var failure: (any Error)?

    init(limit: Int) {
        self.limit = limit
    }

    func expectAnswer(_ promise: EventLoopPromise<ClientAnswer>) {
        if let failure { return promise.fail(failure) }
        awaited.append(promise)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body = []
        case .body(let buffer):
            body += buffer.readableBytesView
            if body.count > limit {
                body = []
                errorCaught(context: context, error: ClientFailure.answerTooLong(limit: limit))
            }
        case .end:
            // 100 Continue and its like announce the real answer; they are not it.
            guard let head, head.status.code >= 200 else { return }
            let answer = ClientAnswer(
                status: Int(head.status.code),
                reason: head.status.reasonPhrase,
                fields: head.headers.map { ($0.name, $0.value) },
                body: body,
                isKeepAlive: head.isKeepAlive
            )
            self.head = nil
            awaited.popFirst()?.succeed(answer)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        fail(error)
        context.close(promise: nil)
    }

    func giveUp(_ failure: ClientFailure) {
        fail(failure)
    }

    func channelInactive(context: ChannelHandlerContext) {
        fail(ClientFailure.closedWithoutAnswer)
        context.fireChannelInactive()
    }

    /// The first failure is the one that tells: what follows it is only the connection's end.
    private func fail(_ error: any Error) {
        let first = failure ?? error
        failure = first
        while let promise = awaited.popFirst() { promise.fail(first) }
    }
}
