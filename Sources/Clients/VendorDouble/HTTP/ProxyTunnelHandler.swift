import NIOCore

/// Asks a proxy for a tunnel (CONNECT: RFC 9110, section 9.3.6) before anything above learns that the channel is active;
/// then it goes, and TLS passes through untouched.
final class ProxyTunnelHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// [D] The head of an answer to CONNECT is some hundred bytes.
    private static let headLimit = 64 << 10

    private let request: String
    private var received: [UInt8] = []

    init(_ proxy: ProxyAddress, host: String, port: Int) {
        let target = host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        let fields = ["CONNECT \(target) HTTP/1.1", "Host: \(target)"]
        let authorization = proxy.authorization.map { ["Proxy-Authorization: \($0)"] } ?? []
        request = (fields + authorization + ["", ""]).joined(separator: "\r\n")
    }

    func channelActive(context: ChannelHandlerContext) {
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: request)), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += unwrapInboundIn(data).readableBytesView
        guard let end = received.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound else {
            if received.count > Self.headLimit { fail(context, .proxyRefused(status: nil)) }
            return
        }
        let line = String(decoding: received.prefix { $0 != 13 }, as: UTF8.self).split(separator: " ")
        let status = line.count > 1 && line[0].hasPrefix("HTTP/1.") ? Int(line[1]) : nil
        guard let status, (200..<300).contains(status) else { return fail(context, .proxyRefused(status: status)) }
        let rest = ByteBuffer(bytes: received[end...])
        received = []
        context.fireChannelActive()
        if rest.readableBytes > 0 { context.fireChannelRead(wrapInboundOut(rest)) }
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
    }

    private func fail(_ context: ChannelHandlerContext, _ failure: ClientFailure) {
        received = []
        context.fireErrorCaught(failure)
        context.close(promise: nil)
    }
}
