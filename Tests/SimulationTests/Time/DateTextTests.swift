import Foundation
import Simulation
import TestSupport
import Testing

@Suite struct DateTextTests {
    @Test(
        arguments: [
            ("1970-01-01T00:00:00.000Z", 0), ("2026-04-01T00:00:00.000Z", 1_775_001_600_000),
            ("2000-02-29T23:59:59.999Z", 951_868_799_999), ("1969-12-31T23:59:59.999Z", -1),
            ("9999-12-31T23:59:59.999Z", 253_402_300_799_999), ("0001-01-01T00:00:00.000Z", -62_135_596_800_000),
            ("1900-03-01T00:00:00.000Z", -2_203_891_200_000),
        ] as [(String, Int64)]
    )
    func writesAndReads(_ text: String, _ milliseconds: Int64) {
        #expect(Date(milliseconds: milliseconds).rfc3339 == text)
        #expect(Date(rfc3339: text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        ("2026-04-01T09:00:00+09:00", "2026-04-01T00:00:00.000Z"),
        ("2026-03-31T19:00:00.5-05:00", "2026-04-01T00:00:00.500Z"),
        ("2026-04-01t00:00:00.123456789z", "2026-04-01T00:00:00.123Z"),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000Z"), ("2026-04-01 00:00:00Z", "2026-04-01T00:00:00.000Z"),
    ])
    func readsOtherForms(_ text: String, _ expected: String) {
        #expect(Date(rfc3339: text)?.rfc3339 == expected)
    }

    @Test(arguments: [
        "", "2026-04-01", "2026-04-01T00:00:00", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-04-31T00:00:00Z",
        "2026-04-01T24:00:00Z", "2026-04-01T00:60:00Z", "2026-04-01T00:00:00.Z", "2026-04-01T00:00:00+0900",
        "2026-04-01T00:00:00Z ", "２026-04-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-04-00T00:00:00Z",
    ])
    func refuses(_ text: String) {
        #expect(Date(rfc3339: text) == nil)
    }

    @Test func agreesWithFoundation() throws {
        var generator = SeededGenerator(seed: 3)
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        for _ in 0..<300 {
            let milliseconds = Int64.random(in: -62_135_596_800_000...253_402_300_799_999, using: &generator)
            let date = Date(milliseconds: milliseconds)
            #expect(date.milliseconds == milliseconds)
            #expect(Date(rfc3339: date.rfc3339) == date)
            // Foundation drops a millisecond here and there, and keeps the Julian calendar before 1582.
            let second = Date(milliseconds: milliseconds / 1000 * 1000)
            if milliseconds > -12_000_000_000_000 { #expect(second.rfc3339 == second.formatted(style)) }
        }
    }

    @Test func addsExactlyAndNeverOverflows() {
        let date = Date(milliseconds: 1_775_001_600_001)
        #expect(date.adding(.days(15)).milliseconds == 1_776_297_600_001)
        #expect(date.adding(.days(15)).duration(since: date) == .days(15))
        #expect(date.adding(.seconds(Int64.max)) > date)
        #expect(Date.distantFuture.adding(.seconds(Int64.max)) >= .distantFuture)
        #expect(Date(timeIntervalSinceReferenceDate: .infinity).milliseconds > 0)
    }
}
