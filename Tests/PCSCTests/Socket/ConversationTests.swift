import ISO7816
import NIOCore
import TestSupport
import Testing

@testable import PCSC

/// The protocol without a socket (sections 1.4 to 1.6).
struct ConversationTests {
    private var conversation = ClientConversation()

    private mutating func order(
        _ command: UInt32,
        _ body: [UInt8],
        _ trailing: [UInt8] = []
    ) throws
        -> ClientConversation.Order?
    {
        conversation.receive(ByteBuffer(bytes: WireClient.message(command, body, trailing)))
        return try conversation.next()
    }

    @Test(
        arguments: [
            ((4, 3), (4, 4), 0x8010_001E), ((4, 4), (4, 4), 0), ((4, 5), (4, 5), 0), ((4, 6), (4, 6), 0),
            ((4, 7), (4, 6), 0x8010_001E), ((3, 4), (4, 4), 0x8010_001E), ((5, 0), (4, 4), 0x8010_001E),
            ((4, 0xFFFF_FFFF), (4, 4), 0x8010_001E),
        ] as [((UInt32, UInt32), (UInt32, UInt32), UInt32)]
    )
    mutating func `speaks every version that a client may want`(
        asked: (UInt32, UInt32),
        told: (UInt32, UInt32),
        result: UInt32
    ) throws {
        #expect(try order(0x11, WireClient.little(asked.0, asked.1, 0)) == .nothing)
        let answer = Array(conversation.conclude(.nothing).readableBytesView)
        #expect(answer == WireClient.little(told.0, told.1, result))
    }

    @Test mutating func `a newer client that tries again is served`() throws {
        _ = try order(0x11, WireClient.little(4, 9, 0))
        _ = conversation.conclude(.nothing)
        _ = try order(0x11, WireClient.little(4, 6, 0))
        #expect(Array(conversation.conclude(.nothing).readableBytesView) == WireClient.little(4, 6, 0))
    }

    @Test mutating func `messages are read whatever the pieces they come in`() throws {
        let apdu: [UInt8] = [0x80, 0x01, 2, 3, 4]
        let bytes = WireClient.message(0x09, WireClient.little(7, 2, 8, 5, 0, 8, 264, 0), apdu)
        for byte in bytes.dropLast() {
            conversation.receive(ByteBuffer(bytes: [byte]))
            #expect(try conversation.next() == nil)
        }
        conversation.receive(ByteBuffer(bytes: bytes.suffix(1)))
        #expect(try conversation.next() == .ask(.request(.transmit(7, protocol: 2, command: apdu))))
        #expect(try conversation.next() == nil)
    }

    @Test mutating func `one request waits for the answer to the last`() throws {
        conversation.receive(ByteBuffer(bytes: WireClient.message(0x0B, WireClient.little(1, 0))))
        conversation.receive(ByteBuffer(bytes: WireClient.message(0x0B, WireClient.little(2, 0))))
        #expect(try conversation.next() == .ask(.request(.status(1))))
        #expect(try conversation.next() == nil)
        _ = conversation.conclude(.answer(.done))
        #expect(try conversation.next() == .ask(.request(.status(2))))
    }

    @Test(arguments: [
        (WireClient.little(0, 0), ProtocolViolation.unknownCommand(0)), (WireClient.little(0, 3), .unknownCommand(3)),
        (WireClient.little(0, 0x18), .unknownCommand(0x18)),
        (WireClient.little(13, 1), .wrongSize(.establishContext, 13)),
        (WireClient.little(0xFFFF_FFFF, 9), .wrongSize(.transmit, 0xFFFF_FFFF)),
        (WireClient.little(1, 0x12), .wrongSize(.getReadersState, 1)),
        (WireClient.message(9, WireClient.little(1, 2, 8, 65549, 0, 8, 264, 0)), .tooLong(.transmit, 65549)),
        (WireClient.message(10, WireClient.little(1, 2, 65549, 0, 0, 0)), .tooLong(.control, 65549)),
    ])
    mutating func `refuses what no client sends`(bytes: [UInt8], violation: ProtocolViolation) {
        conversation.receive(ByteBuffer(bytes: bytes))
        #expect(throws: violation) { try conversation.next() }
        conversation.receive(ByteBuffer(bytes: WireClient.message(0x12, [])))
        #expect(throws: violation) { try conversation.next() }
    }

    @Test mutating func `keeps no more than two messages of a client that does not wait`() {
        let piece = ByteBuffer(repeating: 0x13, count: 65536)
        conversation.receive(ByteBuffer(bytes: WireClient.little(32, 9)))
        for _ in 0..<4 { conversation.receive(piece) }
        #expect(throws: ProtocolViolation.flood) { try conversation.next() }
    }

    @Test mutating func `on 4:6 a notification waits for the array`() throws {
        _ = try order(0x11, WireClient.little(4, 6, 0))
        _ = conversation.conclude(.nothing)
        #expect(try order(0x13, []) == .waitForChange(withRecords: false))
        #expect(conversation.conclude(.waiting).readableBytes == 0)
        #expect(conversation.notify(.changed) == nil)
        #expect(try order(0x16, []) == .recordCount)
        #expect(Array(conversation.conclude(.number(16)).readableBytesView) == WireClient.little(16))
        #expect(try order(0x17, []) == .records)
        let both = Array(conversation.conclude(.records([])).readableBytesView)
        #expect(both.count == 16 * 184 + 8)
        #expect(Array(both.suffix(8)) == WireClient.little(0, 0))
        #expect(try order(0x14, []) == .stopWaiting)
        #expect(conversation.conclude(.stopped(wasWaiting: false)).readableBytes == 0)
    }

    @Test mutating func `on 4:6 a wait that is stopped before its array still ends with one message`() throws {
        _ = try order(0x11, WireClient.little(4, 6, 0))
        _ = conversation.conclude(.nothing)
        _ = try order(0x13, [])
        _ = conversation.conclude(.waiting)
        #expect(conversation.notify(.cancelled) == nil)
        _ = try order(0x14, [])
        let bytes = Array(conversation.conclude(.stopped(wasWaiting: false)).readableBytesView)
        #expect(bytes == WireClient.little(0, 0x8010_0002))
    }

    @Test mutating func `on 4:6 the announced number never shrinks`() throws {
        _ = try order(0x11, WireClient.little(4, 6, 0))
        _ = conversation.conclude(.nothing)
        for (number, told) in [(16, 16), (20, 20), (18, 20)] as [(Int32, UInt32)] {
            _ = try order(0x16, [])
            #expect(Array(conversation.conclude(.number(number)).readableBytesView) == WireClient.little(told))
            _ = try order(0x17, [])
            #expect(conversation.conclude(.records([])).readableBytes == Int(told) * 184)
        }
    }

    @Test mutating func `before 4:6 a wait brings the array at once, and its event comes when it comes`() throws {
        #expect(try order(0x13, []) == .waitForChange(withRecords: true))
        #expect(conversation.conclude(.records([])).readableBytes == 2944)
        let event = conversation.notify(.changed).map { Array($0.readableBytesView) }
        #expect(event == WireClient.little(0, 0))
        _ = try order(0x14, [])
        #expect(conversation.conclude(.stopped(wasWaiting: false)).readableBytes == 0)
        _ = try order(0x13, [])
        _ = conversation.conclude(.records([]))
        _ = try order(0x14, [])
        #expect(Array(conversation.conclude(.stopped(wasWaiting: true)).readableBytesView) == WireClient.little(0, 0))
    }

    @Test mutating func `an answer that is too long for the client is not sent`() throws {
        _ = try order(0x09, WireClient.little(7, 2, 8, 1, 0, 8, 3, 0), [0x80])
        let answer = Array(conversation.conclude(.answer(.data([1, 2, 0x90, 0]))).readableBytesView)
        #expect(answer == WireClient.little(7, 2, 8, 1, 0, 8, 4, 0x8010_0008))
        _ = try order(0x0A, WireClient.little(7, 1, 0, 4, 0, 0))
        let control = Array(conversation.conclude(.answer(.data([1, 2, 3, 4]))).readableBytesView)
        #expect(control == WireClient.little(7, 1, 0, 4, 4, 0) + [1, 2, 3, 4])
    }

    @Test mutating func `a name without an end or that is no text names no reader`() throws {
        let rest = WireClient.little(2, 3, 0, 0, 0)
        for name in [[UInt8](repeating: 0x41, count: 128), [0xFF, 0xFE] + [UInt8](repeating: 0, count: 126)] {
            #expect(try order(0x04, WireClient.little(1) + name + rest) == .ask(.invalid(.unknownReader)))
            let answer = Array(conversation.conclude(.result(.unknownReader)).readableBytesView)
            #expect(answer.number(148) == 0x8010_0009)
        }
    }

    @Test func `a record is laid out as in C`() {
        var slot = ReaderSlot(number: 1, description: ReaderDescription(name: "A"))
        slot.card = ScriptedCard()
        slot.atr = [0x3B, 0x00]
        slot.eventCount = 0x1234
        slot.sharing = -1
        slot.chosenProtocol = .t1
        let bytes = Array(ReaderRecord.array([ReaderRecord(slot)], count: 2).readableBytesView)
        #expect(bytes.count == 368)
        #expect(Array(bytes[0..<3]) == [0x41, 0, 0])
        #expect(bytes.number(128) == 0x1234)
        #expect(bytes.number(132) == 0x34)
        #expect(bytes.number(136) == 0xFFFF_FFFF)
        #expect(Array(bytes[140..<144]) == [0x3B, 0, 0, 0])
        #expect(bytes.number(176) == 2)
        #expect(bytes.number(180) == 2)
        #expect(bytes[184...].allSatisfy { $0 == 0 })
    }

    /// Random streams, some of them nearly right: only orders and violations come out, and never a crash.
    @Test func `any bytes are survived`() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            var conversation = ClientConversation()
            for _ in 0..<20 {
                let command = UInt32.random(in: 0...0x19, using: &random)
                let size = ClientCommand(rawValue: command)?.size ?? 4
                var body = (0..<size).map { _ in UInt8.random(in: 0...255, using: &random) }
                if Bool.random(using: &random), size >= 16 {
                    body.replaceSubrange(8..<16, with: WireClient.little(3, 3))
                }
                var bytes = WireClient.message(command, body)
                if Int.random(in: 0..<10, using: &random) == 0 { bytes.removeLast(min(bytes.count, 3)) }
                conversation.receive(
                    ByteBuffer(bytes: bytes + [0x80, 1, 2].prefix(Int.random(in: 0...3, using: &random)))
                )
                guard let order = try? conversation.next() else { continue }
                switch order {
                case .records: _ = conversation.conclude(.records([]))
                case .ask: _ = conversation.conclude(.answer(.data([UInt8](repeating: 1, count: 300))))
                case .waitForChange(let withRecords): _ = conversation.conclude(withRecords ? .records([]) : .waiting)
                default: _ = conversation.conclude(.result(.invalidHandle))
                }
                _ = conversation.notify(.changed)
            }
        }
    }
}
