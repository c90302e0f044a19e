/// Ties together everything that one request, command or scenario step brought about: 128 random bits, written as 32
/// lower-case hexadecimal digits (the trace-id of W3C Trace Context).
package struct TraceID: Hashable, Sendable {
    private let high: UInt64
    private let low: UInt64

    /// A new one. Random, never seeded: it names, it decides nothing.
    package init() {
        high = .random(in: 0 ... .max)
        low = .random(in: 1 ... .max)
    }

    /// `nil` unless the text is 32 hexadecimal digits, not all zero.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count == 32, text.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let high = UInt64(text.prefix(16), radix: 16), let low = UInt64(text.suffix(16), radix: 16),
            high != 0 || low != 0
        else { return nil }
        self.high = high
        self.low = low
    }
}

extension TraceID: CustomStringConvertible {
    package var description: String {
        [high, low].map { half in
            let text = String(half, radix: 16)
            return String(repeating: "0", count: 16 - text.count) + text
        }.joined()
    }
}

extension TraceID: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let trace = TraceID(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not 32 hexadecimal digits")
        }
        self = trace
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
