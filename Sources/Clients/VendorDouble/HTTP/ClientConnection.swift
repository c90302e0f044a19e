package import NIOCore
import NIOHTTP1
import NIOOpenSSL
import NIOPosix
import OpenSSL
import Synchronization

/// One HTTP/1.1 connection of the reference client: exact about what it sends, silent about nothing that it receives.
///
/// With TLS, `prepare` puts the TLS handlers on the channel before HTTP's.
package struct ClientConnection: Sendable {
    package let channel: any Channel
    private let authority: String
    private let answers: NIOLoopBound<ClientAnswerHandler>

    /// Connects, and returns when TCP is connected (a TLS handshake may still be under way).
    ///
    /// - Parameters:
    ///   - limit: The longest body of an answer that is taken, in bytes. The head is bounded by NIO: 256 fields, each of
    ///     80 KiB, 2 MiB in all.
    ///   - proxy: What opens the way there, for TLS.
    ///   - prepare: Adds handlers to the channel; runs on its event loop.
    package static func open(
        host: String,
        port: Int,
        limit: Int = 64 << 20,
        proxy: ProxyAddress? = nil,
        prepare: @escaping @Sendable (any Channel) throws -> Void = { _ in }
    ) async throws -> Self {
        // The answers are listened for from the first byte on: a refused handshake may be over before `connect` returns.
        let answers = Mutex<NIOLoopBound<ClientAnswerHandler>?>(nil)
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(.seconds(10))
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let handler = ClientAnswerHandler(limit: limit)
                    if let proxy {
                        let tunnel = ProxyTunnelHandler(proxy, host: host, port: port)
                        try channel.pipeline.syncOperations.addHandler(tunnel)
                    }
                    try prepare(channel)
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    try channel.pipeline.syncOperations.addHandler(handler)
                    answers.withLock { $0 = NIOLoopBound(handler, eventLoop: channel.eventLoop) }
                }
            }
            .connect(host: proxy?.host ?? host, port: proxy?.port ?? port).get()
        guard let answers = answers.withLock(\.self) else { throw ClientFailure.closedWithoutAnswer }
        return Self(channel: channel, authority: "\(host):\(port)", answers: answers)
    }

    /// Sends a request and waits for its answer.
    ///
    /// - Throws: What the channel reported first (a TLS alert, a reset), or `ClientFailure.closedWithoutAnswer`.
    package func send(_ request: ClientRequest, deadline: Duration = .seconds(30)) async throws -> ClientAnswer {
        try await channel.eventLoop.flatSubmit { submit(request, deadline: TimeAmount(deadline)) }.get()
    }

    /// What is needed to resume this connection's TLS session; nil without one.
    var resumption: TLSResumption? {
        get async {
            try? await channel.eventLoop.submit {
                try channel.pipeline.syncOperations.handler(type: TLSHandler.self).resumption
            }.get()
        }
    }

    package func close() async throws {
        do {
            try await channel.close().get()
        } catch ChannelError.alreadyClosed {}
    }

    private func submit(_ request: ClientRequest, deadline: TimeAmount) -> EventLoopFuture<ClientAnswer> {
        var head = HTTPRequestHead(
            version: .http1_1,
            method: HTTPMethod(rawValue: request.method),
            uri: request.target,
            headers: HTTPHeaders(request.fields.map { ($0.name, $0.value) })
        )
        if !head.headers.contains(name: "Host") { head.headers.add(name: "Host", value: authority) }
        if !request.body.isEmpty, !head.headers.contains(name: "Content-Length"),
            !head.headers.contains(name: "Transfer-Encoding")
        {
            head.headers.add(name: "Content-Length", value: "\(request.body.count)")
        }
        let answer = channel.eventLoop.makePromise(of: ClientAnswer.self)
        answers.value.expectAnswer(answer)
        let timeout = channel.eventLoop.scheduleTask(in: deadline) {
            answers.value.giveUp(.noAnswer(to: "\(request.method) \(request.target)", within: deadline.nanoseconds))
            channel.close(promise: nil)
        }
        answer.futureResult.whenComplete { _ in timeout.cancel() }
        channel.write(HTTPClientRequestPart.head(head), promise: nil)
        if !request.body.isEmpty {
            channel.write(HTTPClientRequestPart.body(.byteBuffer(ByteBuffer(bytes: request.body))), promise: nil)
        }
        // A write that fails says less than the read that follows: a server's alert, for one, arrives there.
        channel.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
        return answer.futureResult
    }
}
