/// What stands between a card's wire and its applications: the class byte, command chaining (ISO/IEC 7816-4, 5.3.3),
/// and answers that are fetched in pieces (`GET RESPONSE`, 5.3.4).
package struct CommandDispatch: Sendable {
    package enum Step: Sendable {
        /// Answered without the applications.
        case answer(ResponseAPDU)
        /// A whole command, with the chaining bit off.
        case command(CommandAPDU)
    }

    /// A chain that grows longer is refused, so that no sender fills the memory.
    package static let longestChain = 4096
    private static let chainingBit: UInt8 = 0x10
    private static let getResponse: UInt8 = 0xC0

    private var chain: CommandAPDU?
    private var waiting: [UInt8] = []

    package init() {}

    package mutating func take(_ bytes: [UInt8]) -> Step {
        guard var command = CommandAPDU(parsing: bytes) else { return drop(.wrongLength) }
        if let refusal = Self.refusal(ofClass: command.cla) { return drop(refusal) }
        if command.ins == Self.getResponse, chain == nil {
            guard !waiting.isEmpty else { return .answer(ResponseAPDU(.conditionsNotSatisfied)) }
            return .answer(piece(command.expectedLength ?? 256, isExtended: command.isExtended))
        }
        waiting = []
        let isChained = command.cla & Self.chainingBit != 0
        command.cla &= ~Self.chainingBit
        if let begun = chain {
            guard [begun.cla, begun.ins, begun.p1, begun.p2] == [command.cla, command.ins, command.p1, command.p2]
            else { return drop(.lastCommandExpected) }
            command.data = begun.data + command.data
        }
        guard command.data.count <= Self.longestChain else { return drop(.wrongLength) }
        chain = isChained ? command : nil
        return isChained ? .answer(ResponseAPDU()) : .command(command)
    }

    /// As much of `response` as `command` has room for; the rest waits for `GET RESPONSE`.
    package mutating func give(_ response: ResponseAPDU, to command: CommandAPDU) -> ResponseAPDU {
        // Cases 1 and 3 under T=1: no data is expected, none comes.
        guard let length = command.expectedLength else { return ResponseAPDU(response.status) }
        guard response.data.count > length, response.status.isSuccess else { return response }
        waiting = response.data
        return piece(length, isExtended: command.isExtended)
    }

    private mutating func piece(_ length: Int, isExtended: Bool) -> ResponseAPDU {
        let data = Array(waiting.prefix(length))
        waiting.removeFirst(data.count)
        return ResponseAPDU(data, waiting.isEmpty ? .success : .moreBytes(waiting.count))
    }

    private mutating func drop(_ status: StatusWord) -> Step {
        chain = nil
        waiting = []
        return .answer(ResponseAPDU(status))
    }

    /// Classes 00 and 80, chained or not; no secure messaging, no channel but the basic one.
    private static func refusal(ofClass cla: UInt8) -> StatusWord? {
        guard cla & 0x60 == 0 else { return .classNotSupported }
        if cla & 0x0C != 0 { return .secureMessagingNotSupported }
        return cla & 0x03 != 0 ? .logicalChannelNotSupported : nil
    }
}
