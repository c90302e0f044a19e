/// The instructions that cards here know, in the words of ISO/IEC 7816-4 and -8.
package enum InstructionName {
    private static let names: [UInt8: String] = [
        0x20: "VERIFY", 0x22: "MANAGE SECURITY ENVIRONMENT", 0x24: "CHANGE REFERENCE DATA",
        0x2A: "PERFORM SECURITY OPERATION", 0x2C: "RESET RETRY COUNTER", 0x84: "GET CHALLENGE", 0xA4: "SELECT",
        0xB0: "READ BINARY", 0xB2: "READ RECORD", 0xC0: "GET RESPONSE", 0xCA: "GET DATA", 0xCB: "GET DATA",
    ]

    /// The instructions whose data is a secret, or holds one.
    package static let secretBearing: Set<UInt8> = [0x20, 0x24, 0x2C]

    /// `VERIFY`; `INS E0` for one that has no name here.
    package static func text(_ instruction: UInt8) -> String { names[instruction] ?? "INS \(hex(instruction))" }

    /// The same as a word of rules: `read-binary`, `perform-security-operation`; two hexadecimal digits without a name.
    package static func word(_ instruction: UInt8) -> String {
        names[instruction].map { String($0.lowercased().map { $0 == " " ? "-" : $0 }) } ?? hex(instruction)
    }

    static func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return byte < 16 ? "0\(digits)" : digits
    }
}
