import Foundation

/// From when until when a certificate is valid. Days are days in Japan: 00:00:00 to 23:59:59 Japan time.
enum Validity: Sendable, Hashable {
    /// An edge of the period.
    enum Edge: Sendable, Hashable {
        case day(JapanDay)
        /// Days after the day of issue; negative ones lie before it.
        case relative(days: Int)

        func day(issuedOn today: JapanDay) -> JapanDay {
            switch self {
            case .day(let day): day
            case .relative(let days): today.adding(days: days)
            }
        }
    }

    /// From the day of issue to the same day that many years later, inclusive.
    case years(Int)
    /// From the very second of issue to the end of the holder's n-th birthday after it (JPKI).
    case untilBirthday(Int)
    /// Around both clocks: begins a day before the earlier of the two, ends so many days after the later one.
    case bothClocks(days: Int)
    case between(Edge, Edge)

    /// - Parameters:
    ///   - instant: the simulation's instant of issue.
    ///   - realInstant: the machine's own time; foreign TLS clients judge by it.
    ///   - birthDate: the holder's, where the period depends on it.
    func period(
        at instant: Date,
        realInstant: Date,
        birthDate: JapanDay?
    ) throws(IssuingError) -> (notBefore: Date, notAfter: Date) {
        let today = JapanDay(at: instant)
        switch self {
        case .years(let years):
            return (today.start, today.adding(years: years).end)
        case .untilBirthday(let count):
            guard let birthDate else { throw .missingField("birth-date") }
            let secondOfIssue = Date(timeIntervalSince1970: instant.timeIntervalSince1970.rounded(.down))
            return (secondOfIssue, Self.birthday(count, of: birthDate, after: today).end)
        case .bothClocks(let days):
            let (earlier, later) = (JapanDay(at: min(instant, realInstant)), JapanDay(at: max(instant, realInstant)))
            return (earlier.adding(days: -1).start, later.adding(days: days - 2).end)
        case .between(let from, let until):
            return (from.day(issuedOn: today).start, until.day(issuedOn: today).end)
        }
    }

    /// The n-th birthday that comes after `day`.
    private static func birthday(_ count: Int, of birthDate: JapanDay, after day: JapanDay) -> JapanDay {
        let first = birthDate.adding(years: day.year - birthDate.year)
        return birthDate.adding(years: day.year - birthDate.year + (first > day ? count - 1 : count))
    }
}

extension Validity {
    init(_ node: HierarchyNode) throws(HierarchyError) {
        let fields = try node.fields(["years", "until-birthday", "both-clocks", "days", "from", "until"])
        if let years = fields["years"] {
            self = .years(Int(truncatingIfNeeded: try years.integer()))
        } else if let birthdays = fields["until-birthday"] {
            self = .untilBirthday(Int(truncatingIfNeeded: try birthdays.integer()))
        } else if try fields.flag("both-clocks") {
            self = .bothClocks(days: Int(truncatingIfNeeded: try fields.required("days").integer()))
        } else {
            self = .between(try Edge(try fields.required("from")), try Edge(try fields.required("until")))
        }
    }
}

extension Validity.Edge {
    /// `2014-01-17`, `-1d`, `30d`.
    fileprivate init(_ node: HierarchyNode) throws(HierarchyError) {
        let text = try node.text()
        if let day = JapanDay(text) {
            self = .day(day)
        } else if text.hasSuffix("d"), let days = Int(text.dropLast()) {
            self = .relative(days: days)
        } else {
            throw node.error("needs a day such as 2014-01-17, or days from the issue such as -1d")
        }
    }
}
