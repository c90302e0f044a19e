import Foundation

/// A date split into the fields that ASN.1 time types write, always in UTC and in whole seconds.
struct UTCTimeParts {
    let year: Int
    let month: Int
    let day: Int
    let hour: Int
    let minute: Int
    let second: Int

    init(_ instant: Date) {
        let (days, secondOfDay) = (instant.wholeSeconds + 719_468 * 86_400).quotientAndRemainder(dividingBy: 86_400)
        hour = secondOfDay / 3600
        minute = secondOfDay % 3600 / 60
        second = secondOfDay % 60

        // Proleptic Gregorian calendar, counted from 0000-03-01, 719,468 days before 1970-01-01: the leap day is then
        // the last day of a year, and the months from March on repeat 31, 30, 31, 30, 31 days, 153 in five months.
        let (era, dayOfEra) = days.quotientAndRemainder(dividingBy: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// `YYMMDDHHMMSSZ`.
    var utcTime: String { String(generalizedTime.dropFirst(2)) }

    /// `YYYYMMDDHHMMSSZ`.
    var generalizedTime: String {
        padded(year, 4) + [month, day, hour, minute, second].map { padded($0, 2) }.joined() + "Z"
    }

    private func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
