package import Foundation

/// An instant as the desk writes it: Asia/Tokyo, to the minute.
package enum JapaneseTime {
    package static func text(_ instant: Date) -> String {
        let parts = DeskCalendar.calendar.dateComponents([.year, .month, .day, .hour, .minute], from: instant)
        let minute = parts.minute ?? 0
        return
            "\(parts.year ?? 0)年\(parts.month ?? 0)月\(parts.day ?? 0)日 \(parts.hour ?? 0):\(minute < 10 ? "0" : "")\(minute)"
    }
}
