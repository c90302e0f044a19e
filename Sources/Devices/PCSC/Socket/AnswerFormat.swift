import ISO7816
import NIOCore

/// Answers as they stand on the wire: the request's structure with the server's fields filled in, and no header.
enum AnswerFormat {
    static func structure(_ message: ClientMessage, _ error: PCSCError?) -> ByteBuffer {
        var answer = message
        if let offset = message.command.resultOffset { answer[offset] = error?.rawValue ?? 0 }
        return ByteBuffer(bytes: answer.body)
    }

    static func bytes(of answer: ReaderAnswer, to message: ClientMessage) -> ByteBuffer {
        switch answer {
        case .done: structure(message, nil)
        case .failed(let error): structure(message, error)
        case .connected(let handle, let chosen): connected(message, handle, chosen)
        case .data(let bytes): data(message, bytes)
        }
    }

    private static func connected(_ message: ClientMessage, _ handle: Int32, _ chosen: CardProtocols) -> ByteBuffer {
        var answer = message
        if message.command == .connect {
            answer[140] = UInt32(bitPattern: handle)
            answer[144] = chosen.rawValue
        } else {
            answer[16] = chosen.rawValue
        }
        return structure(answer, nil)
    }

    /// Where there is more than the client has room for, it is told how much, and gets none of it.
    private static func data(_ message: ClientMessage, _ bytes: [UInt8]) -> ByteBuffer {
        var answer = message
        let count = UInt32(truncatingIfNeeded: bytes.count)
        switch message.command {
        case .getAttribute:
            guard bytes.count <= PCSCLimits.attribute else { return structure(message, .insufficientBuffer) }
            answer.body.replaceSubrange(8..<8 + bytes.count, with: bytes)
            answer[272] = count
            return structure(answer, nil)
        case .transmit, .control:
            let isTransmit = message.command == .transmit
            let room = isTransmit ? message[24] : message[12]
            answer[isTransmit ? 24 : 16] = count
            guard count <= room else { return structure(answer, .insufficientBuffer) }
            var buffer = structure(answer, nil)
            buffer.writeBytes(bytes)
            return buffer
        default: return structure(message, .internalFailure)
        }
    }
}
