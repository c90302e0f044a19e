import Foundation
import HealthcarePKI
import Testing

@Suite struct JapanDayTests {
    @Test func `a day begins at 15:00Z of the day before and ends with its last second`() throws {
        let day = try #require(JapanDay("2022-02-07"))
        #expect(day.start == (try Date(utc: "2022-02-06T15:00:00Z")))
        #expect(day.end == (try Date(utc: "2022-02-07T14:59:59Z")))
    }

    @Test(arguments: [
        ("2026-02-03T14:59:59Z", "2026-02-03"), ("2026-02-03T15:00:00Z", "2026-02-04"),
        ("1969-12-31T14:59:59Z", "1969-12-31"), ("2000-02-28T15:00:00Z", "2000-02-29"),
    ])
    func `knows the day at an instant`(instant: String, expected: String) throws {
        #expect(JapanDay(at: try Date(utc: instant)).description == expected)
    }

    @Test(arguments: [
        ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2026-12-15", 1, "2027-01-15"),
    ])
    func `adds months and clamps to the month's last day`(from: String, months: Int, to: String) throws {
        #expect(try #require(JapanDay(from)).adding(months: months).description == to)
    }

    @Test(arguments: ["", "2026-1-1", "2026-13-01", "2026-02-29", "2026-02-0x", "20260201", "2026-02-01 "])
    func `refuses what is no day`(text: String) {
        #expect(JapanDay(text) == nil)
    }

    @Test func `day numbers agree with Foundation's calendar over 300 years`() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 9 * 3600))
        for number in stride(from: -40_000, to: 70_000, by: 61) {
            let day = JapanDay(daysSinceEpoch: number)
            let parts = calendar.dateComponents([.year, .month, .day], from: day.start)
            #expect([day.year, day.month, day.day] == [parts.year, parts.month, parts.day])
            #expect(day.daysSinceEpoch == number)
        }
    }
}
