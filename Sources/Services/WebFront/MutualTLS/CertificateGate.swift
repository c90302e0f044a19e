import Foundation
import NIOCore
import OpenSSL

/// Stands between TLS and HTTP: lets accepted clients through, and answers the first request of the others.
final class CertificateGate: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private enum State {
        case open
        /// Waiting for the end of the request's head, of which this has come.
        case refusing(CertificateRefusal, FrontStyle, head: [UInt8])
        case answered
    }

    /// More than that is answered as it is: nginx, too, gives up after four buffers of 8 KiB.
    private static let largestHead = 32 * 1024

    let connection: ClientConnectionRecord
    private let requestTimeout: TimeAmount
    private let date: @Sendable () -> Date
    private let medicalInstitutionIssuer: DistinguishedName?
    private let underWay: HandshakesUnderWay
    private let onHandshake: @Sendable (TLSHandshakeOutcome, SocketAddress?) -> Void
    private var isUnderWay = false
    private var state = State.open
    /// Noted at the beginning: a connection that has been reset no longer knows it.
    private var peer: SocketAddress?
    private var timer: Scheduled<Void>?
    private var isStalled = false

    init(
        connection: ClientConnectionRecord,
        requestTimeout: TimeAmount,
        date: @escaping @Sendable () -> Date,
        medicalInstitutionIssuer: DistinguishedName?,
        underWay: HandshakesUnderWay,
        onHandshake: @escaping @Sendable (TLSHandshakeOutcome, SocketAddress?) -> Void
    ) {
        self.connection = connection
        self.requestTimeout = requestTimeout
        self.date = date
        self.medicalInstitutionIssuer = medicalInstitutionIssuer
        self.underWay = underWay
        self.onHandshake = onHandshake
    }

    func handlerAdded(context: ChannelHandlerContext) {
        peer = context.remoteAddress
        isUnderWay = true
        underWay.began()
    }

    func channelActive(context: ChannelHandlerContext) {
        peer = context.remoteAddress ?? peer
        context.fireChannelActive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let outcome = event as? TLSHandshakeOutcome { handshakeEnded(context, outcome) }
        if event is StalledHandshake {
            isStalled = true
            end()
        }
        context.fireUserInboundEventTriggered(event)
    }

    private func handshakeEnded(_ context: ChannelHandlerContext, _ outcome: TLSHandshakeOutcome) {
        if outcome.failure == nil {
            connection.complete(ClientIdentity(handshake: outcome))
            if let style = outcome.style,
                let refusal = CertificateRefusal(outcome, medicalInstitutionIssuer: medicalInstitutionIssuer)
            {
                state = .refusing(refusal, style, head: [])
                timer = context.eventLoop.assumeIsolated().scheduleTask(in: requestTimeout) {
                    context.close(promise: nil)
                }
            }
        }
        // How a handshake ends that a fault has stalled tells nothing of the client, and may come long after it has gone.
        if !isStalled { onHandshake(outcome, peer) }
        end()
    }

    private func end() {
        guard isUnderWay else { return }
        isUnderWay = false
        underWay.ended()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch state {
        case .open:
            context.fireChannelRead(data)
        case .refusing(let refusal, let style, var head):
            head += unwrapInboundIn(data).readableBytesView
            guard head.endsRequestHead || head.count > Self.largestHead else {
                state = .refusing(refusal, style, head: head)
                return
            }
            answer(context, refusal, style, isHead: head.starts(with: Array("HEAD ".utf8)))
        case .answered:
            break
        }
    }

    /// One answer, and then the end of the connection: TLS below sees to it that the answer arrives.
    private func answer(
        _ context: ChannelHandlerContext,
        _ refusal: CertificateRefusal,
        _ style: FrontStyle,
        isHead: Bool
    ) {
        state = .answered
        let bytes = refusal.answer(style, withBody: !isHead, date: date())
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        end()
    }
}

extension [UInt8] {
    /// Whether an empty line has come; a bare LF ends a line as well (RFC 9112, section 2.2).
    fileprivate var endsRequestHead: Bool {
        var lineIsEmpty = false
        for byte in self {
            switch byte {
            case UInt8(ascii: "\n"):
                if lineIsEmpty { return true }
                lineIsEmpty = true
            case UInt8(ascii: "\r"): continue
            default: lineIsEmpty = false
            }
        }
        return false
    }
}
