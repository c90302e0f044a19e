import ISO7816
import Testing

@Suite
struct CommandDispatchTests {
    private var dispatch = CommandDispatch()

    private mutating func answer(_ bytes: [UInt8]) -> ResponseAPDU? {
        if case .answer(let response) = dispatch.take(bytes) { response } else { nil }
    }

    @Test(
        arguments: [
            (0x0C, 0x6882), (0x04, 0x6882), (0x01, 0x6881), (0xFF, 0x6E00), (0x40, 0x6E00), (0xB0, 0x6E00),
        ] as [(UInt8, UInt16)]
    )
    mutating func `Classes that no application has are refused`(_ cla: UInt8, status: UInt16) {
        #expect(answer([cla, 0xA4, 0, 0]) == ResponseAPDU(StatusWord(status)))
    }

    @Test
    mutating func `A chain is one command`() {
        #expect(answer([0x10, 0x2A, 0x9E, 0x9A, 1, 0xAA]) == ResponseAPDU())
        guard case .command(let command) = dispatch.take([0x00, 0x2A, 0x9E, 0x9A, 1, 0xBB, 0]) else {
            Issue.record("no command")
            return
        }
        #expect(command == CommandAPDU(0x00, 0x2A, 0x9E, 0x9A, data: [0xAA, 0xBB], expectedLength: 256))
    }

    @Test
    mutating func `A chain that another command breaks is over`() {
        #expect(answer([0x10, 0x2A, 0x9E, 0x9A, 1, 0xAA]) == ResponseAPDU())
        #expect(answer([0x00, 0xA4, 0x04, 0x00]) == ResponseAPDU(.lastCommandExpected))
        guard case .command = dispatch.take([0x00, 0xA4, 0x04, 0x00]) else {
            Issue.record("still in the chain")
            return
        }
    }

    @Test
    mutating func `An endless chain is refused`() {
        let piece: [UInt8] = [0x10, 0x2A, 0x9E, 0x9A, 255] + [UInt8](repeating: 0, count: 255)
        let answers = (0..<17).map { _ in answer(piece)?.status }
        #expect(answers.dropLast().allSatisfy { $0 == .success })
        #expect(answers.last == .wrongLength)
    }

    @Test
    mutating func `What has no room waits for GET RESPONSE`() {
        let command = CommandAPDU(0x00, 0x2A, 0x9E, 0x9A, expectedLength: 256)
        let data = (0..<512).map { UInt8(truncatingIfNeeded: $0 / 2) }
        #expect(dispatch.give(ResponseAPDU(data), to: command) == ResponseAPDU(Array(data[..<256]), .moreBytes(256)))
        #expect(answer([0x00, 0xC0, 0x00, 0x00, 0x80]) == ResponseAPDU(Array(data[256..<384]), .moreBytes(128)))
        #expect(answer([0x00, 0xC0, 0x00, 0x00, 0x00]) == ResponseAPDU(Array(data[384...])))
        #expect(answer([0x00, 0xC0, 0x00, 0x00, 0x00]) == ResponseAPDU(.conditionsNotSatisfied))
    }
}
