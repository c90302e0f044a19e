package import Foundation

/// The desk's reckoning of time, in Asia/Tokyo (UTC+9 all year).
package enum DeskCalendar {
    /// How long a link lives: to the same time of day (desk rule DL-6; for the first link inferred).
    package static let linkLifetimeInDays = 14

    package static let calendar: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        if let tokyo = TimeZone(secondsFromGMT: 9 * 3600) { calendar.timeZone = tokyo }
        return calendar
    }()

    /// The instant from which a link is dead.
    package static func linkDeadline(sentAt instant: Date) -> Date {
        instant.addingTimeInterval(TimeInterval(linkLifetimeInDays * 86_400))
    }

    /// When the old certificate is revoked: a calendar month after the issue of the new one, clamped to the month's last
    /// day (desk rule CC-7).
    package static func overlapEnd(issuedAt instant: Date) -> Date {
        calendar.date(byAdding: .month, value: 1, to: instant) ?? instant
    }

    /// The year in which the fiscal year of an instant begins (1 April).
    package static func fiscalYear(of instant: Date) -> Int {
        let parts = calendar.dateComponents([.year, .month], from: instant)
        return (parts.year ?? 0) - ((parts.month ?? 1) < 4 ? 1 : 0)
    }

    /// 1 April.
    package static func fiscalYearStart(_ year: Int) -> Date? { day(year, 4, 1) }

    /// Midnight at the beginning of a day.
    package static func day(_ year: Int, _ month: Int, _ day: Int) -> Date? {
        calendar.date(from: DateComponents(year: year, month: month, day: day))
    }
}
