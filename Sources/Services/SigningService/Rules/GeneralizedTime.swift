import Foundation

/// `YYYYMMDDHHMMSSZ`, the form of `cert/validFrom` and `cert/validTo` (X.680, section 46; RFC 5280, 4.1.2.5.2).
enum GeneralizedTime {
    static func text(_ date: Date) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: date)
        let two = [parts.month, parts.day, parts.hour, parts.minute, parts.second].map { padded($0 ?? 0, 2) }
        return padded(parts.year ?? 0, 4) + two.joined() + "Z"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
