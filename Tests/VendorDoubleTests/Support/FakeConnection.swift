import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// One connection of the fake service: whole requests in, scripted bytes out.
final class FakeConnection: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = ByteBuffer

    private let answer: @Sendable (FakeRequest) -> FakeAnswer
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []

    init(_ answer: @escaping @Sendable (FakeRequest) -> FakeAnswer) {
        self.answer = answer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body = []
        case .body(let buffer): body += buffer.readableBytesView
        case .end:
            guard let head else { return }
            let request = FakeRequest(
                method: head.method.rawValue,
                target: head.uri,
                authorization: head.headers.first(name: "Authorization"),
                body: body
            )
            say(answer(request), context)
        }
    }

    private func say(_ answer: FakeAnswer, _ context: ChannelHandlerContext) {
        switch answer {
        case .http(let status, let type, let fields, let body):
            var text = "HTTP/1.1 \(status) X\r\n"
            if let type { text += "Content-Type: \(type)\r\n" }
            for (name, value) in fields { text += "\(name): \(value)\r\n" }
            text += "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
        case .bytes(let bytes):
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
            context.close(promise: nil)
        case .reset(let bytes):
            if !bytes.isEmpty { context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil) }
            let channel = context.channel
            (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in
                channel.close(promise: nil)
            }
        case .silence: break
        }
    }
}

/// A request as the fake service heard it.
struct FakeRequest: Sendable {
    let method: String
    let target: String
    let authorization: String?
    let body: [UInt8]

    var path: String { String(target.prefix { $0 != "?" }) }
    var text: String { String(decoding: body, as: UTF8.self) }

    /// A parameter of the query, or of a form.
    func parameter(_ name: String) -> String? {
        let query = method == "GET" ? String(target.drop { $0 != "?" }.dropFirst()) : text
        return URLComponents(string: "?\(query)")?.queryItems?.first { $0.name == name }?.value
    }
}
