/// The two alphabets of RFC 4648 (sections 4 and 5) and the strict coding that both share.
struct Base64Alphabet: Sendable {
    static let standard = Base64Alphabet(last: "+/", isPadded: true)
    static let urlSafe = Base64Alphabet(last: "-_", isPadded: false)

    private let characters: [UInt8]
    private let values: [UInt8]
    private let isPadded: Bool
    private static let invalid: UInt8 = 0xff
    private static let padding = UInt8(ascii: "=")

    private init(last: String, isPadded: Bool) {
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + last
        characters = Array(alphabet.utf8)
        var values = [UInt8](repeating: Self.invalid, count: 256)
        for (value, character) in characters.enumerated() { values[Int(character)] = UInt8(value) }
        self.values = values
        self.isPadded = isPadded
    }

    func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        func append(_ group: UInt32, _ count: Int) {
            for position in 0..<count { text.append(characters[Int(group >> UInt32(18 - 6 * position) & 0x3f)]) }
        }
        let whole = bytes.count - bytes.count % 3
        for start in stride(from: 0, to: whole, by: 3) {
            append(UInt32(bytes[start]) << 16 | UInt32(bytes[start + 1]) << 8 | UInt32(bytes[start + 2]), 4)
        }
        let rest = bytes[whole...]
        if let first = rest.first {
            append(UInt32(first) << 16 | UInt32(rest.dropFirst().first ?? 0) << 8, rest.count + 1)
            if isPadded { text += repeatElement(Self.padding, count: 3 - rest.count) }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes, or nil for anything that `encode` does not write: foreign characters, white space, missing or
    /// superfluous padding, and bits set beyond the last byte (RFC 4648, sections 3.2, 3.3 and 3.5).
    func decode(_ text: [UInt8]) -> [UInt8]? {
        var body = text[...]
        if isPadded {
            guard text.count % 4 == 0 else { return nil }
            for _ in 0..<2 where body.last == Self.padding { body = body.dropLast() }
        }
        guard body.count % 4 != 1 else { return nil }
        if isPadded, text.count - body.count != (4 - body.count % 4) % 4 { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(body.count * 3 / 4)
        var bits: UInt32 = 0
        var pending: UInt32 = 0
        for character in body {
            let value = values[Int(character)]
            guard value != Self.invalid else { return nil }
            bits = bits << 6 | UInt32(value)
            pending += 6
            if pending >= 8 {
                pending -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> pending))
            }
        }
        return bits & (1 << pending - 1) == 0 ? bytes : nil
    }
}
