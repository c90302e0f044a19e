import Foundation
import NIOCore
import NIOHTTP1
import NIOOpenSSL
import NIOPosix
import OpenSSL

extension VendorFailure.Cause {
    /// What a connection reported.
    init(_ error: any Error) {
        switch error {
        case let error as ClientFailure: self.init(error)
        case let error as TLSError where error.code == .handshakeTimedOut: self = .deadlineExceeded
        case let error as TLSError: self = error.code == .truncated ? .truncated : .tls(TLSFault(error))
        case HTTPParserError.invalidEOFState: self = .truncated
        case is HTTPParserError, is NIOHTTPDecoderError: self = .malformedHTTP("\(error)")
        case let error as IOError where error.errnoCode == ECONNRESET || error.errnoCode == EPIPE: self = .reset
        case let error as NIOConnectionError: self = .unreachable(Self.reason(of: error))
        case is IOError: self = .unreachable("\(error)")
        case ChannelError.connectTimeout: self = .unreachable("no answer to the connection request")
        case ChannelError.ioOnClosedChannel, ChannelError.alreadyClosed, ChannelError.eof: self = .closedWithoutAnswer
        default: self = .other("\(error)")
        }
    }

    private init(_ failure: ClientFailure) {
        switch failure {
        case .closedWithoutAnswer: self = .closedWithoutAnswer
        case .noAnswer: self = .deadlineExceeded
        case .proxyRefused(let status): self = .proxy(status: status)
        case .answerTooLong(let limit): self = .answerTooLong(limit: limit)
        }
    }

    /// The first address's reason is as good as any: they differ in nothing that the caller could change.
    private static func reason(of error: NIOConnectionError) -> String {
        let causes: [any Error] =
            error.connectionErrors.map(\.error) + [error.dnsAError, error.dnsAAAAError].compactMap(\.self)
        return "\(error.host):\(error.port) cannot be reached" + (causes.first.map { ": \($0)" } ?? "")
    }
}
