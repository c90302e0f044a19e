/// A command for people: its bytes in hexadecimal with the secrets masked, and what it means.
package struct CommandText: Hashable, Sendable {
    /// `00 20 00 96 04 ** ** ** **`
    package let bytes: String
    /// `VERIFY reference 96, 4 bytes`
    package let meaning: String

    package init(_ command: [UInt8]) {
        let isSecret = command.count > 1 && InstructionName.secretBearing.contains(command[1])
        let parsed = CommandAPDU(parsing: command)
        bytes = Self.hex(command, maskedFrom: isSecret ? Self.dataOffset(command, parsed) : nil)
        meaning =
            parsed.map(Self.meaning)
            ?? (command.count > 1 ? InstructionName.text(command[1]) + ", malformed" : "malformed")
    }

    /// Where data begins. Whatever stands behind the header of a malformed command may be a secret.
    private static func dataOffset(_ command: [UInt8], _ parsed: CommandAPDU?) -> Int {
        guard let parsed else { return 4 }
        return parsed.isExtended ? 7 : 5
    }

    /// Bytes with spaces between them.
    package static func hex(_ bytes: [UInt8], maskedFrom offset: Int? = nil) -> String {
        bytes.enumerated().map { index, byte in
            if let offset, index >= offset { "**" } else { InstructionName.hex(byte) }
        }.joined(separator: " ")
    }

    private static func meaning(_ command: CommandAPDU) -> String {
        let name = InstructionName.text(command.ins)
        let rest =
            switch command.ins {
            case 0xA4: selection(command)
            case 0xB0: reading(command)
            case 0xB2: ", record \(command.p1)"
            case 0x20:
                " reference \(InstructionName.hex(command.p2))"
                    + (command.data.isEmpty ? ", tries left?" : size(command))
            case 0x24, 0x2C: " reference \(InstructionName.hex(command.p2))" + size(command)
            case 0x2A: ", compute digital signature" + size(command)
            default: size(command)
            }
        return name + rest + (command.cla & 0x10 == 0 ? "" : ", more to come")
    }

    private static func selection(_ command: CommandAPDU) -> String {
        let name = command.data.map(InstructionName.hex).joined()
        if command.p1 == 0x04 { return " application \(name)" + (command.p2 & 0x02 == 0 ? "" : ", next") }
        return name.isEmpty ? " master file" : " file \(name)"
    }

    private static func reading(_ command: CommandAPDU) -> String {
        guard command.p1 & 0x80 != 0 else { return ", offset \(Int(command.p1) << 8 | Int(command.p2))" }
        return " short file \(InstructionName.hex(command.p1 & 0x1F)), offset \(command.p2)"
    }

    private static func size(_ command: CommandAPDU) -> String {
        command.data.isEmpty ? "" : ", \(command.data.count) bytes"
    }
}
