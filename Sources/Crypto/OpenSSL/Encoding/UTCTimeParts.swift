import Foundation

/// A date split into the fields that ASN.1 time types write, always in UTC.
struct UTCTimeParts {
    let year: Int
    let month: Int
    let day: Int
    let hour: Int
    let minute: Int
    let second: Int

    /// 0000-01-01T00:00:00Z to 9999-12-31T23:59:59Z, all that four digits can say; what lies beyond is brought in.
    private static let expressible = -62_167_219_200.0...253_402_300_799.0

    init(_ instant: Date) {
        let range = Self.expressible
        var seconds = time_t(max(range.lowerBound, min(range.upperBound, instant.timeIntervalSince1970.rounded(.down))))
        var fields = tm()
        gmtime_r(&seconds, &fields)
        year = Int(fields.tm_year) + 1900
        month = Int(fields.tm_mon) + 1
        day = Int(fields.tm_mday)
        hour = Int(fields.tm_hour)
        minute = Int(fields.tm_min)
        second = Int(fields.tm_sec)
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
