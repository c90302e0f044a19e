/// EF 0006 of the JPKI application: 160 bytes as PKCS#11's CK_TOKEN_INFO, integers big-endian (my-number-card.md, 2).
enum TokenInformation {
    /// The label is that of My Number cards; what no source gives is zero or blank.
    static let bytes: [UInt8] = {
        var bytes = text("JPKIAPICCTOKEN2", 32) + text("JPKI", 32) + text("", 16) + text("00000000", 16)
        // flags, sessions, then PINs of at most 16 and at least 4 characters, then memory
        let numbers: [UInt8] = [0, 0, 0, 0, 0, 16, 4, 0, 0, 0, 0]
        bytes += numbers.flatMap { [0, 0, 0, $0] }
        return bytes + text("03", 2) + text("01", 2) + text("", 16)
    }()

    private static func text(_ text: String, _ count: Int) -> [UInt8] {
        Array(text.utf8) + [UInt8](repeating: 0x20, count: count - text.utf8.count)
    }
}
