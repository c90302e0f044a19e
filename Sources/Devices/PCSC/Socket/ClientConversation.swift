import ISO7816
import NIOCore

/// One connection's side of the protocol: what is asked, what the answer looks like, and when a notification may go.
///
/// Strictly one request after the other: ``next()`` gives none until ``conclude(_:)`` has answered the last.
struct ClientConversation {
    /// What is to be found out for a request.
    enum Order: Hashable {
        case establishContext
        case releaseContext(Int32)
        case cancel(context: Int32)
        case ask(AskedRequest)
        case records
        case waitForChange(withRecords: Bool)
        case stopWaiting
        case readerEvents
        case recordCount
        /// Nothing: the answer is known.
        case nothing
    }

    /// What was found out; which kind belongs to which order stands at ``conclude(_:)``.
    enum Finding {
        case context(Result<Int32, PCSCError>)
        case result(PCSCError?)
        case answer(ReaderAnswer)
        case records([ReaderRecord])
        case waiting
        case stopped(wasWaiting: Bool)
        case number(Int32)
        case nothing
    }

    private var parser = ClientMessageParser()
    private var message: ClientMessage?
    /// 4 until the client says otherwise: the connection of a cancel says nothing.
    private(set) var minor: UInt32 = 4
    private let legacyCount: Int
    private var announcedCount: Int
    /// From WAIT to ARRAY on 4:6, where a notification would be read as the size or the array.
    private var holdsNotification = false
    private var held: WaitEnd?

    /// - Parameter legacyCount: how many records clients of 4:4 and 4:5 read.
    init(legacyCount: Int = ReaderRecord.usualCount) {
        self.legacyCount = legacyCount
        announcedCount = legacyCount
    }

    /// - Returns: false where the client sends far more than it waits for.
    @discardableResult
    mutating func receive(_ bytes: ByteBuffer) -> Bool {
        parser.append(bytes)
        return !parser.isFlooded
    }

    /// - Returns: nil while more bytes are needed, or the last request is not answered.
    mutating func next() throws(ProtocolViolation) -> Order? {
        guard message == nil, let next = try parser.next() else { return nil }
        message = next
        return order(next)
    }

    // MARK: - Notifications (section 1.6)

    /// The end of a wait.
    ///
    /// - Returns: what to send now; nil where it has to wait for the array.
    mutating func notify(_ end: WaitEnd) -> ByteBuffer? {
        guard holdsNotification else { return Self.notification(end) }
        held = end
        return nil
    }

    /// `timeOut` 0 and a result code.
    private static func notification(_ end: WaitEnd) -> ByteBuffer {
        pair(0, end == .changed ? 0 : PCSCError.cancelled.rawValue)
    }

    private static func pair(_ first: UInt32, _ second: UInt32) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.writeMultipleIntegers(first, second, endianness: .little)
        return buffer
    }

    private mutating func release(behind bytes: ByteBuffer) -> ByteBuffer {
        holdsNotification = false
        guard let end = held else { return bytes }
        held = nil
        var both = bytes
        both.writeImmutableBuffer(Self.notification(end))
        return both
    }

    // MARK: - Answers

    /// - Returns: the answer; empty where the protocol has none.
    mutating func conclude(_ finding: Finding) -> ByteBuffer {
        guard var message else { return ByteBuffer() }
        self.message = nil
        switch finding {
        case .context(let result):
            if case .success(let number) = result { message[4] = UInt32(bitPattern: number) }
            return Self.structure(message, result.failure)
        case .result(let error):
            return Self.structure(message, error)
        case .answer(let answer):
            return AnswerFormat.bytes(of: answer, to: message)
        case .records(let records):
            let isArray = message.command == .getReadersStateArray
            let bytes = ReaderRecord.array(records, count: isArray ? announcedCount : legacyCount)
            return isArray ? release(behind: bytes) : bytes
        case .waiting:
            holdsNotification = true
            return ByteBuffer()
        case .stopped(let wasWaiting):
            // Exactly one message ends a wait: where the event has come first, that was it.
            return wasWaiting ? Self.pair(0, 0) : release(behind: ByteBuffer())
        case .number(let number):
            return counted(number, message)
        case .nothing:
            let refusal = message.command == .version ? version(&message) : nil
            return Self.structure(message, refusal)
        }
    }

    private static func structure(_ message: ClientMessage, _ error: PCSCError?) -> ByteBuffer {
        AnswerFormat.structure(message, error)
    }

    private mutating func counted(_ number: Int32, _ message: ClientMessage) -> ByteBuffer {
        guard message.command == .getReadersStateSize else { return Self.pair(UInt32(bitPattern: number), 0) }
        // May never shrink in a client's life: it refuses an array that is shorter than one it has seen.
        announcedCount = max(announcedCount, Int(number))
        var buffer = ByteBuffer()
        buffer.writeInteger(Int32(truncatingIfNeeded: announcedCount), endianness: .little)
        return buffer
    }

    /// Section 1.5: 4:4 to 4:6 are spoken as the client wants; a newer one is told 4:6 and tries again.
    private mutating func version(_ message: inout ClientMessage) -> PCSCError? {
        guard message[0] == 4, (4...6).contains(message[4]) else {
            let isNewer = message[0] == 4 && message[4] > 6 && message.signed(4) > 6
            message[0] = 4
            message[4] = isNewer ? 6 : 4
            return .serviceStopped
        }
        minor = message[4]
        return nil
    }

    // MARK: - Requests

    private func order(_ message: ClientMessage) -> Order {
        switch message.command {
        case .establishContext: message[0] <= 3 ? .establishContext : .ask(.invalid(.invalidValue))
        case .releaseContext: .releaseContext(message.signed(0))
        case .cancel: .cancel(context: message.signed(0))
        case .version: .nothing
        case .getReadersState, .getReadersStateArray: .records
        case .waitForChange: .waitForChange(withRecords: minor < 6)
        case .stopWaiting: .stopWaiting
        case .getReaderEvents: .readerEvents
        case .getReadersStateSize: .recordCount
        default: .ask(AskedRequest(message))
        }
    }
}

extension Result {
    fileprivate var failure: Failure? {
        if case .failure(let error) = self { error } else { nil }
    }
}
