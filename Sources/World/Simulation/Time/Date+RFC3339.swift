package import Foundation

extension Date {
    /// Whole milliseconds since 1970-01-01T00:00:00Z, rounded to the nearest: the journal's resolution.
    package var milliseconds: Int64 {
        let milliseconds = (timeIntervalSinceReferenceDate * 1000).rounded()
        // Beyond these (292 million years) a date saturates.
        guard milliseconds.magnitude < 9.2e18 else { return milliseconds < 0 ? .min / 2 : .max / 2 }
        return Int64(milliseconds) + Date.referenceMilliseconds
    }

    package init(milliseconds: Int64) {
        let reference = milliseconds.addingSaturated(-Date.referenceMilliseconds)
        self.init(timeIntervalSinceReferenceDate: Double(reference) / 1000)
    }

    /// 2001-01-01T00:00:00Z.
    private static var referenceMilliseconds: Int64 { 978_307_200_000 }

    /// The date a duration later, exact to the millisecond.
    package func adding(_ duration: Duration) -> Date {
        Date(milliseconds: milliseconds.addingSaturated(duration.milliseconds))
    }

    /// The time from the other date to this one, exact to the millisecond; negative where this one is earlier.
    package func duration(since other: Date) -> Duration {
        .milliseconds(milliseconds.addingSaturated(-other.milliseconds))
    }
}

extension Date {
    /// `2026-04-01T09:00:00.000Z`: always UTC, always three decimals.
    package var rfc3339: String {
        let (days, time) = milliseconds.floored(by: 86_400_000)
        let (year, month, day) = civil(fromDays: days)
        let (seconds, thousandths) = time.quotientAndRemainder(dividingBy: 1000)
        let yearText = year < 0 ? "-" + digits(-year, 4) : digits(year, 4)
        let clock = "\(digits(seconds / 3600, 2)):\(digits(seconds / 60 % 60, 2)):\(digits(seconds % 60, 2))"
        return "\(yearText)-\(digits(month, 2))-\(digits(day, 2))T\(clock).\(digits(thousandths, 3))Z"
    }

    /// Reads RFC 3339: `2026-04-01T09:00:00Z`, any offset, up to nine decimals (rounded down to milliseconds);
    /// `nil` for everything else, also for days and hours that do not exist. A leap second counts as the next second.
    package init?(rfc3339 text: String) {
        var reader = DigitReader(text)
        guard let year = reader.number(4), reader.take("-"), let month = reader.number(2), reader.take("-"),
            let day = reader.number(2), reader.take("T") || reader.take("t") || reader.take(" "),
            let hour = reader.number(2), reader.take(":"), let minute = reader.number(2), reader.take(":"),
            let second = reader.number(2), let thousandths = reader.thousandths(), let offset = reader.offset(),
            reader.isAtEnd, (1...12).contains(month), (1...daysIn(month, of: year)).contains(day),
            hour < 24, minute < 60, second <= 60
        else { return nil }
        let clock: Int64 = (hour * 60 + minute - offset) * 60 + second
        let seconds: Int64 = days(fromCivil: year, month, day) * 86400 + clock
        self.init(milliseconds: seconds * 1000 + thousandths)
    }
}

private func digits(_ value: Int64, _ width: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.count)) + text
}

// MARK: The proleptic Gregorian calendar in whole days from 1970-01-01 (years start in March, eras have 400 years)

private func civil(fromDays days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let (era, dayOfEra) = (days + 719_468).floored(by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
}

private func days(fromCivil year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let (era, yearOfEra) = (month <= 2 ? year - 1 : year).floored(by: 400)
    let shiftedMonth = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
}

private func daysIn(_ month: Int64, of year: Int64) -> Int64 {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    switch month {
    case 2: return isLeap ? 29 : 28
    case 4, 6, 9, 11: return 30
    default: return 31
    }
}

extension Int64 {
    /// Stays half the range away from both ends, so that what follows does not overflow either.
    fileprivate func addingSaturated(_ other: Int64) -> Int64 {
        let (least, most): (Int64, Int64) = (.min / 2, .max / 2)
        let (sum, overflowed) = addingReportingOverflow(other)
        if overflowed { return self < 0 ? least : most }
        return Swift.min(Swift.max(sum, least), most)
    }

    /// Division that rounds down, so that the remainder is never negative.
    fileprivate func floored(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
