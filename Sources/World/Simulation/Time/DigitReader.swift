/// Takes a date or duration text apart from the left.
struct DigitReader {
    private var rest: Substring.UTF8View

    init(_ text: String) {
        rest = text[...].utf8
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard let first = rest.first, first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    /// Exactly so many decimal digits.
    mutating func number(_ width: Int) -> Int64? {
        let field = rest.prefix(width)
        guard field.count == width, field.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        rest.removeFirst(width)
        return field.reduce(0) { $0 * 10 + Int64($1 - 0x30) }
    }

    /// One to fifteen decimal digits.
    mutating func number() -> Int64? {
        let count = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }.count
        return (1...15).contains(count) ? number(count) : nil
    }

    /// `.5` is 500; nothing is 0.
    mutating func thousandths() -> Int64? {
        guard take(".") else { return 0 }
        let field = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }
        guard (1...9).contains(field.count) else { return nil }
        rest.removeFirst(field.count)
        return (field.map { Int64($0 - 0x30) } + [0, 0]).prefix(3).reduce(0) { $0 * 10 + $1 }
    }

    /// `Z` or `+09:00`, in minutes.
    mutating func offset() -> Int64? {
        if take("Z") || take("z") { return 0 }
        let sign: Int64 = take("-") ? -1 : take("+") ? 1 : 0
        guard sign != 0, let hours = number(2), take(":"), let minutes = number(2), hours < 24, minutes < 60 else {
            return nil
        }
        return sign * (hours * 60 + minutes)
    }
}
