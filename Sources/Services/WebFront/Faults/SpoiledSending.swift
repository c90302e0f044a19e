import HTTPTypes
import Hummingbird
import NIOCore
import Simulation

/// Effects on how the bytes of an answer go out.
struct SpoiledSending {
    private enum End {
        case orderly
        case fin
        case reset
        case hang
    }

    /// [D] So long the bytes before a reset have to arrive: they are what is to be seen.
    private static let settling = Duration.milliseconds(20)

    let response: Response
    let body: [UInt8]
    let channel: any Channel
    let simulation: Simulation

    func response(_ fault: Fault) async throws -> Response {
        let arguments = fault.effect.arguments
        switch fault.effect.name {
        case "truncate":
            let fraction = min(max(arguments["fraction"]?.number ?? 0.5, 0), 1)
            let part = arguments["bytes"]?.integer ?? Int(Double(body.count) * fraction)
            let end: End =
                switch arguments["end"]?.string {
                case "reset": .reset
                case "hang": .hang
                default: .fin
                }
            return sending([Array(body.prefix(max(part, 0)))], end: end)
        case "reset":
            let isDuring = arguments["at"]?.string == "during"
            return sending([isDuring ? Array(body.prefix(body.count / 2)) : body], end: .reset)
        case "dribble":
            let pieces = min(max(arguments["chunks"]?.integer ?? 10, 1), max(body.count, 1))
            let duration = arguments["over"]?.string.flatMap { Duration(text: $0) } ?? .zero
            return sending(body.pieces(max((body.count + pieces - 1) / pieces, 1)), pause: duration / pieces)
        case "bandwidth":
            let rate = max(arguments["rate"]?.integer ?? 1, 1)
            let size = min(max(rate / 10, 1), max(body.count, 1))
            return sending(body.pieces(size), pause: .seconds(Double(size) / Double(rate)))
        case "slice":
            try await ConnectionFault.slice(max(arguments["size"]?.integer ?? 1, 1)).happen(on: channel)
            return sending([body], isSliced: true)
        case "stale":
            // Before the answer: the next request may come as soon as its last byte is out.
            try await ConnectionFault.resetNextRequest.happen(on: channel)
            return sending([body])
        case "garbage":
            try await ConnectionFault.raw(fault.randomBytes).happen(on: channel)
            try? await channel.close().get()
            throw AnswerCutOff()
        case "malformed-chunk": return malformedChunk(fault)
        default: return response
        }
    }

    /// - Parameter pause: after each piece.
    private func sending(
        _ pieces: [[UInt8]],
        pause: Duration = .zero,
        end: End = .orderly,
        isSliced: Bool = false
    ) -> Response {
        let (channel, simulation) = (channel, simulation)
        var copy = response
        copy.body = ResponseBody(contentLength: body.count) { writer in
            for piece in pieces {
                if !piece.isEmpty { try await writer.write(ByteBuffer(bytes: piece)) }
                if pause > .zero { try await simulation.pause(pause) }
            }
            switch end {
            case .orderly: break
            case .fin:
                try? await channel.close().get()
                throw AnswerCutOff()
            case .reset:
                try await simulation.pause(Self.settling)
                try await ConnectionFault.reset.happen(on: channel)
                throw AnswerCutOff()
            case .hang:
                try await ConnectionFault.hang(channel, for: nil, simulation)
                throw AnswerCutOff()
            }
            try await writer.finish(nil)
            if isSliced { try await ConnectionFault.slice(0).happen(on: channel) }
        }
        return copy
    }

    /// The size of the chunk is no number (RFC 9112, section 7.1).
    private func malformedChunk(_ fault: Fault) -> Response {
        let channel = channel
        let bytes = Array("zz\r\n".utf8) + fault.randomBytes
        var headers = response.headers
        headers[.contentLength] = nil
        return Response(
            status: response.status,
            headers: headers,
            body: ResponseBody { _ in
                try await ConnectionFault.raw(bytes).happen(on: channel)
                try? await channel.close().get()
                throw AnswerCutOff()
            }
        )
    }
}

extension [UInt8] {
    fileprivate func pieces(_ size: Int) -> [[UInt8]] {
        stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
    }
}
