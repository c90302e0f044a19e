import Foundation
import HealthcarePKI

/// A time of day in Japan, of any day or of one day of the year: `03:00 JST`, `03-31T23:59:50 JST`.
struct JapanMoment: Equatable {
    let month: Int?
    let day: Int?
    /// Since the day's beginning.
    let seconds: Int

    init?(_ text: String) {
        guard text.hasSuffix(" JST") else { return nil }
        let parts = text.dropLast(4).split(separator: "T", omittingEmptySubsequences: false)
        guard let time = parts.last, parts.count <= 2 else { return nil }
        let clock = time.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) ?? -1 }
        guard (2...3).contains(clock.count), (0..<24).contains(clock[0]), clock[1...].allSatisfy((0..<60).contains)
        else { return nil }
        seconds = clock[0] * 3600 + clock[1] * 60 + (clock.count == 3 ? clock[2] : 0)
        guard parts.count == 2 else {
            (month, day) = (nil, nil)
            return
        }
        let date = parts[0].split(separator: "-", omittingEmptySubsequences: false).map { Int($0) ?? -1 }
        // A leap year knows every day that there is.
        guard date.count == 2, JapanDay(year: 2028, month: date[0], day: date[1]) != nil else { return nil }
        (month, day) = (date[0], date[1])
    }

    /// The first such moment that is not over.
    func next(after now: Date) -> Date? {
        let today = JapanDay(at: now)
        guard let month, let day else {
            return [today, today.adding(days: 1)].map(instant).first { $0 >= now }
        }
        return (0...8).lazy.compactMap { JapanDay(year: today.year + $0, month: month, day: day) }
            .map(instant).first { $0 >= now }
    }

    private func instant(_ day: JapanDay) -> Date { day.start.addingTimeInterval(TimeInterval(seconds)) }
}
