import ISO7816
import Testing

/// Commands for people; a secret is never among what they see.
struct CommandTextTests {
    @Test(
        arguments: [
            ([0x00, 0xA4, 0x04, 0x00, 0x02, 0xE8, 0x28, 0x00], "00 A4 04 00 02 E8 28 00", "SELECT application E828"),
            ([0x00, 0xA4, 0x04, 0x02, 0x01, 0xE8], "00 A4 04 02 01 E8", "SELECT application E8, next"),
            ([0x00, 0xA4, 0x02, 0x0C, 0x02, 0x00, 0x16], "00 A4 02 0C 02 00 16", "SELECT file 0016"),
            ([0x00, 0xB0, 0x92, 0x00, 0x00], "00 B0 92 00 00", "READ BINARY short file 12, offset 0"),
            ([0x00, 0xB0, 0x01, 0x02, 0x00], "00 B0 01 02 00", "READ BINARY, offset 258"),
            ([0x00, 0x20, 0x00, 0x96], "00 20 00 96", "VERIFY reference 96, tries left?"),
            ([0x00, 0x20, 0x00, 0x96, 0x02, 0x31, 0x32], "00 20 00 96 02 ** **", "VERIFY reference 96, 2 bytes"),
            (
                [0x00, 0x20, 0x00, 0x96, 0x00, 0x00, 0x02, 0x31, 0x32], "00 20 00 96 00 00 02 ** **",
                "VERIFY reference 96, 2 bytes"
            ),
            ([0x10, 0x20, 0x00, 0x96, 0x01, 0x31], "10 20 00 96 01 **", "VERIFY reference 96, 1 bytes, more to come"),
            ([0x00, 0x24, 0x01, 0x80, 0x01, 0x31], "00 24 01 80 01 **", "CHANGE REFERENCE DATA reference 80, 1 bytes"),
            ([0x00, 0x20, 0x00, 0x96, 0x09, 0x31, 0x32], "00 20 00 96 ** ** **", "VERIFY, malformed"),
            ([0x80, 0xE0, 0x00, 0x00], "80 E0 00 00", "INS E0"),
            ([0x00], "00", "malformed"), ([], "", "malformed"),
        ] as [([UInt8], String, String)]
    )
    func `shows bytes and meaning`(command: [UInt8], bytes: String, meaning: String) {
        let text = CommandText(command)
        #expect(text.bytes == bytes)
        #expect(text.meaning == meaning)
    }

    @Test func `instructions are words of rules`() {
        #expect(InstructionName.word(0xB0) == "read-binary")
        #expect(InstructionName.word(0x2A) == "perform-security-operation")
        #expect(InstructionName.word(0x0E) == "0E")
    }

    @Test func `status words have a meaning`() {
        #expect(StatusWord(0x63C2).meaning == "2 tries left")
        #expect(StatusWord.fileNotFound.meaning == "file or application not found")
        #expect(StatusWord(0x6110).meaning == "more bytes wait")
        #expect(StatusWord(0x6581).meaning == nil)
    }
}
