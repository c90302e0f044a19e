import NIOCore
import NIOPosix

/// One client of the proxy: the head of its CONNECT, then bytes in both directions.
final class ProxyConversation: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// [D] A CONNECT with its credentials is some hundred bytes.
    private static let headLimit = 16 << 10

    private let credentials: String
    private var received: [UInt8] = []
    private var isConnecting = false

    init(credentials: String) {
        self.credentials = credentials
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += unwrapInboundIn(data).readableBytesView
        guard !isConnecting, let end = received.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound else {
            if received.count > Self.headLimit { context.close(promise: nil) }
            return
        }
        let lines = String(decoding: received[..<end], as: UTF8.self).split(separator: "\r\n").map(String.init)
        received.removeFirst(end)
        guard let target = Self.target(lines.first ?? "") else {
            return answer(context, "405 Method Not Allowed", ["Allow: CONNECT"])
        }
        guard Self.field("proxy-authorization", lines) == credentials else {
            return answer(
                context,
                "407 Proxy Authentication Required",
                [#"Proxy-Authenticate: Basic realm="hospital proxy""#]
            )
        }
        isConnecting = true
        connect(context, target)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    /// `CONNECT host:port HTTP/1.1`.
    private static func target(_ line: String) -> (host: String, port: Int)? {
        let words = line.split(separator: " ")
        guard words.count == 3, words[0] == "CONNECT", let colon = words[1].lastIndex(of: ":"),
            let port = Int(words[1][words[1].index(after: colon)...])
        else { return nil }
        return (words[1][..<colon].filter { $0 != "[" && $0 != "]" }, port)
    }

    private static func field(_ name: String, _ lines: [String]) -> String? {
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == name else { continue }
            return parts[1].drop { $0 == " " }.description
        }
        return nil
    }

    /// The connection stays open: a client may come again with a password.
    private func answer(_ context: ChannelHandlerContext, _ status: String, _ fields: [String]) {
        let head = (["HTTP/1.1 \(status)"] + fields + ["Content-Length: 0", "", ""]).joined(separator: "\r\n")
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: head)), promise: nil)
    }

    private func connect(_ context: ChannelHandlerContext, _ target: (host: String, port: Int)) {
        let near = context.channel
        let loop = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        // No proxy of a test leads out of this machine.
        let host = ["localhost", "127.0.0.1", "::1"].contains(target.host) ? target.host : "localhost"
        ClientBootstrap(group: context.eventLoop).connect(host: host, port: target.port).whenComplete { result in
            let (proxy, context) = loop.value
            switch result {
            case .failure: proxy.answer(context, "502 Bad Gateway", [])
            case .success(let far):
                do {
                    try far.pipeline.syncOperations.addHandler(RelayHandler(to: near))
                    try near.pipeline.syncOperations.addHandler(RelayHandler(to: far))
                    near.pipeline.syncOperations.removeHandler(context: context, promise: nil)
                    near.writeAndFlush(ByteBuffer(string: "HTTP/1.1 200 Connection Established\r\n\r\n"), promise: nil)
                    if !proxy.received.isEmpty { far.writeAndFlush(ByteBuffer(bytes: proxy.received), promise: nil) }
                } catch {
                    context.close(promise: nil)
                }
            }
        }
    }
}

extension ProxyConversation: RemovableChannelHandler {}
