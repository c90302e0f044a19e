import ISO7816
import Testing

@Suite
struct CommandAPDUTests {
    @Test(
        arguments: [
            ([0x00, 0x20, 0x00, 0x80], 0, nil, false),
            ([0x00, 0xB0, 0x00, 0x00, 0x04], 0, 4, false),
            ([0x00, 0xB0, 0x00, 0x00, 0x00], 0, 256, false),
            ([0x00, 0xA4, 0x02, 0x0C, 0x02, 0x00, 0x16], 2, nil, false),
            ([0x00, 0xA4, 0x04, 0x00, 0x02, 0xE8, 0x28, 0x00], 2, 256, false),
            ([0x00, 0xB0, 0x98, 0x00, 0x00, 0x00, 0x00], 0, 65_536, true),
            ([0x00, 0xB0, 0x98, 0x00, 0x00, 0x01, 0x02], 0, 258, true),
            ([0x00, 0x2A, 0x9E, 0x9A, 0x00, 0x00, 0x01, 0xAA], 1, nil, true),
            ([0x00, 0x2A, 0x9E, 0x9A, 0x00, 0x00, 0x01, 0xAA, 0x00, 0x00], 1, 65_536, true),
        ] as [([UInt8], Int, Int?, Bool)]
    )
    func `Every case is read, and written as it came`(
        _ bytes: [UInt8],
        data: Int,
        length: Int?,
        isExtended: Bool
    ) throws {
        let command = try #require(CommandAPDU(parsing: bytes))
        #expect(command.data.count == data)
        #expect(command.expectedLength == length)
        #expect(command.isExtended == isExtended)
        #expect(command.bytes == bytes)
    }

    @Test(
        arguments: [
            [], [0x00], [0x00, 0xA4, 0x04], [0, 0xA4, 0, 0, 2, 1], [0, 0xA4, 0, 0, 1, 1, 0, 0], [0, 0xB0, 0, 0, 0, 0],
            [0, 0x2A, 0, 0, 0, 0, 0, 1], [0, 0x2A, 0, 0, 0, 0, 2, 1], [0, 0x2A, 0, 0, 0, 0, 1, 1, 0],
        ] as [[UInt8]]
    )
    func `Lengths that do not add up are refused`(_ bytes: [UInt8]) {
        #expect(CommandAPDU(parsing: bytes) == nil)
    }
}
