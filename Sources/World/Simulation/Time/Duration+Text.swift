import Foundation

extension Duration {
    /// Whole milliseconds, rounded towards zero; saturated beyond 146 million years.
    package var milliseconds: Int64 {
        let (seconds, attoseconds) = components
        guard seconds.magnitude < 4_600_000_000_000_000 else { return seconds < 0 ? .min / 2 : .max / 2 }
        return seconds * 1000 + attoseconds / 1_000_000_000_000_000
    }

    package var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }

    /// 24 hours; Japan has no daylight saving time.
    package static func days(_ count: some BinaryInteger) -> Duration { .seconds(count * 86400) }
    package static func hours(_ count: some BinaryInteger) -> Duration { .seconds(count * 3600) }
    package static func minutes(_ count: some BinaryInteger) -> Duration { .seconds(count * 60) }

    /// Reads what people write: `15d`, `-1d`, `2h30m`, `500ms`, and ISO 8601 `P14D`, `PT1H30M`, `-P1W`.
    ///
    /// Units are `w d h m s ms`, each once, in this order. `nil` for everything else, also for years and months, which
    /// have no fixed length.
    package init?(text: String) {
        var reader = DigitReader(text)
        let sign: Int64 = reader.take("-") ? -1 : 1
        guard let milliseconds = reader.take("P") ? reader.isoDuration() : reader.plainDuration(), reader.isAtEnd else {
            return nil
        }
        self = .milliseconds(sign * milliseconds)
    }

    /// The shortest text that ``init(text:)`` reads back, to the millisecond: `15d`, `2h30m`, `0s`.
    package var text: String {
        var rest = milliseconds.magnitude
        guard rest > 0 else { return "0s" }
        var text = milliseconds < 0 ? "-" : ""
        for (unit, length) in DigitReader.plainUnits.dropFirst() where rest >= length {
            text += String(rest / UInt64(length)) + unit
            rest %= UInt64(length)
        }
        return text
    }
}

extension DigitReader {
    static let plainUnits: [(unit: String, length: Int64)] = [
        ("w", 604_800_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1),
    ]

    fileprivate mutating func plainDuration() -> Int64? {
        sum(DigitReader.plainUnits)
    }

    fileprivate mutating func isoDuration() -> Int64? {
        let dates = DigitReader.plainUnits.prefix(2).map { ($0.unit.uppercased(), $0.length) }
        let times = DigitReader.plainUnits.dropFirst(2).dropLast().map { ($0.unit.uppercased(), $0.length) }
        let days = sum(dates)
        guard take("T") else { return days }
        return sum(times).map { $0 + (days ?? 0) }
    }

    /// At least one number with a unit of the list.
    private mutating func sum(_ units: [(unit: String, length: Int64)]) -> Int64? {
        var total: Int64 = 0
        var next = 0
        while next < units.count, let count = number() {
            let remaining = units.indices[next...]
            guard let index = remaining.last(where: { take(text: units[$0].unit) }) else { return nil }
            let (product, overflowed) = count.multipliedReportingOverflow(by: units[index].length)
            guard !overflowed, product < 1 << 52 else { return nil }
            total += product
            next = index + 1
        }
        return next == 0 ? nil : total
    }

    private mutating func take(text: String) -> Bool {
        var copy = self
        for scalar in text.unicodeScalars where !copy.take(scalar) { return false }
        self = copy
        return true
    }
}
