import NIOCore

/// What vpcd's driver sends (pcsc-lite.md, section 2): a big-endian length, and that many bytes.
enum VPCDMessage: Hashable {
    case powerOff
    case powerOn
    case reset
    case answerToReset
    case command([UInt8])

    /// A payload of one byte is a control byte; an unknown one cannot be told from a command.
    init(_ payload: [UInt8]) {
        switch payload {
        case [0]: self = .powerOff
        case [1]: self = .powerOn
        case [2]: self = .reset
        case [4]: self = .answerToReset
        default: self = .command(payload)
        }
    }

    /// Length and payload in one piece: in two, Nagle and delayed acknowledgements cost 40 ms.
    static func frame(_ payload: [UInt8]) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.reserveCapacity(2 + payload.count)
        buffer.writeInteger(UInt16(truncatingIfNeeded: payload.count))
        buffer.writeBytes(payload)
        return buffer
    }

    /// - Returns: nil until there is a whole message.
    static func read(from buffer: inout ByteBuffer) -> VPCDMessage? {
        guard let length = buffer.getInteger(at: buffer.readerIndex, as: UInt16.self),
            buffer.readableBytes >= 2 + Int(length)
        else { return nil }
        buffer.moveReaderIndex(forwardBy: 2)
        return VPCDMessage(buffer.readBytes(length: Int(length)) ?? [])
    }
}
