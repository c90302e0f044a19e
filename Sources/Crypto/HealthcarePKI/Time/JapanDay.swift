package import Foundation

/// A calendar day in Japan (UTC+9, no summer time since 1951), in the proleptic Gregorian calendar.
///
/// Plain arithmetic instead of `Calendar`, which would cost the program its start time.
package struct JapanDay: Sendable, Hashable, Comparable {
    package let year: Int
    package let month: Int
    package let day: Int

    /// Nil when there is no such day (13th month, 30 February).
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
        guard (1...Self.length(ofMonth: month, year: year)).contains(day) else { return nil }
        self.init(validYear: year, month: month, day: day)
    }

    /// Reads `2014-01-17`; nil for anything else.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2],
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The day in Japan at `instant`.
    package init(at instant: Date) {
        let seconds = instant.timeIntervalSince1970 + Self.offset
        self.init(daysSinceEpoch: Int((seconds / Self.secondsPerDay).rounded(.down)))
    }

    private init(validYear year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// 00:00:00 Japan time: 15:00:00Z of the day before.
    package var start: Date {
        Date(timeIntervalSince1970: Double(daysSinceEpoch) * Self.secondsPerDay - Self.offset)
    }

    /// 23:59:59 Japan time: 14:59:59Z, the last whole second of the day.
    package var end: Date { start.addingTimeInterval(Self.secondsPerDay - 1) }

    package func adding(days: Int) -> Self { Self(daysSinceEpoch: daysSinceEpoch + days) }

    /// The same day `months` later; a day that the month does not have becomes its last day (31 January + 1 month is
    /// 28 or 29 February).
    package func adding(months: Int) -> Self {
        let index = year * 12 + (month - 1) + months
        let year = index.flooredDivision(by: 12)
        let month = index - year * 12 + 1
        return Self(validYear: year, month: month, day: min(day, Self.length(ofMonth: month, year: year)))
    }

    /// The same day `years` later; 29 February becomes the 28th in a common year.
    package func adding(years: Int) -> Self { adding(months: years * 12) }

    package static func < (left: Self, right: Self) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    private static let offset = 9.0 * 3600
    private static let secondsPerDay = 86_400.0

    private static func length(ofMonth month: Int, year: Int) -> Int {
        let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        return month == 2 ? (isLeap ? 29 : 28) : ([4, 6, 9, 11].contains(month) ? 30 : 31)
    }
}

// MARK: - Day numbers

extension JapanDay {
    /// Days since 1970-01-01, by eras of 400 years with the year beginning in March, so that the leap day comes last.
    package var daysSinceEpoch: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear.flooredDivision(by: 400)
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    package init(daysSinceEpoch: Int) {
        let shifted = daysSinceEpoch + 719_468
        let era = shifted.flooredDivision(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        self.init(
            validYear: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
            month: month,
            day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        )
    }
}

extension JapanDay: CustomStringConvertible {
    /// `2014-01-17`
    package var description: String {
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
}

extension JapanDay: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let day = JapanDay(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a day such as 2014-01-17")
        }
        self = day
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension Int {
    fileprivate func flooredDivision(by divisor: Int) -> Int {
        self >= 0 ? self / divisor : (self - divisor + 1) / divisor
    }
}
