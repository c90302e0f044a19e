import NIOCore

/// Cuts what a client sends into messages. Header, structure and APDU come in separate pieces, of any size.
///
/// Keeps at most one message and what has arrived behind it; any bytes give messages or a ``ProtocolViolation``.
struct ClientMessageParser {
    private static let headerSize = 8
    /// One message of the largest kind, twice: a client waits for its answer before it goes on.
    private static let limit = 2 * (headerSize + 280 + PCSCLimits.largestMessage)

    private var buffer = ByteBuffer()
    private var violation: ProtocolViolation?

    var isFlooded: Bool { violation == .flood }

    mutating func append(_ bytes: ByteBuffer) {
        guard violation == nil else { return }
        guard buffer.readableBytes + bytes.readableBytes <= Self.limit else {
            buffer.clear()
            violation = .flood
            return
        }
        if buffer.readableBytes == 0 {
            buffer = bytes
        } else {
            buffer.writeImmutableBuffer(bytes)
        }
    }

    /// - Returns: nil until there is a whole message.
    mutating func next() throws(ProtocolViolation) -> ClientMessage? {
        if let violation { throw violation }
        guard let (size, number) = buffer.peekMultipleIntegers(endianness: .little, as: (UInt32, UInt32).self) else {
            return nil
        }
        guard let command = ClientCommand(rawValue: number) else { throw refuse(.unknownCommand(number)) }
        guard size == command.size else { throw refuse(.wrongSize(command, size)) }
        let start = buffer.readerIndex + Self.headerSize
        guard buffer.writerIndex - start >= command.size else { return nil }
        var trailing = 0
        if let offset = command.trailingLengthOffset {
            let length = buffer.getInteger(at: start + offset, endianness: .little, as: UInt32.self) ?? 0
            guard length <= PCSCLimits.largestMessage else { throw refuse(.tooLong(command, length)) }
            trailing = Int(length)
        }
        guard buffer.writerIndex - start >= command.size + trailing else { return nil }
        buffer.moveReaderIndex(forwardBy: Self.headerSize)
        let body = buffer.readBytes(length: command.size) ?? []
        let message = ClientMessage(command: command, body: body, trailing: buffer.readBytes(length: trailing) ?? [])
        if buffer.readableBytes == 0 { buffer.clear(minimumCapacity: 0) }
        return message
    }

    private mutating func refuse(_ error: ProtocolViolation) -> ProtocolViolation {
        violation = error
        buffer.clear()
        return error
    }
}
