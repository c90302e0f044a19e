import Foundation
import Simulation
import Testing

@testable import ScenarioEngine

@Suite struct JapanMomentTests {
    private func next(_ text: String, after now: String) throws -> String? {
        try JapanMoment(text)?.next(after: #require(Date(rfc3339: now)))?.rfc3339
    }

    @Test(arguments: [
        ("03:00 JST", "2026-11-26T17:00:00Z", "2026-11-26T18:00:00.000Z"),
        ("03:00 JST", "2026-11-26T18:00:00Z", "2026-11-26T18:00:00.000Z"),
        ("03:00 JST", "2026-11-26T18:00:01Z", "2026-11-27T18:00:00.000Z"),
        ("23:59:58 JST", "2026-11-26T15:00:00Z", "2026-11-27T14:59:58.000Z"),
        ("03-31T23:59:58 JST", "2026-11-26T15:00:00Z", "2027-03-31T14:59:58.000Z"),
        ("03-31T00:00 JST", "2027-03-31T00:00:00Z", "2028-03-30T15:00:00.000Z"),
        ("02-29T12:00 JST", "2026-01-01T00:00:00Z", "2028-02-29T03:00:00.000Z"),
    ])
    func `is the next one in Japan`(_ text: String, _ now: String, _ wanted: String) throws {
        let found = try #require(try next(text, after: now))
        #expect(Date(rfc3339: found) == Date(rfc3339: wanted))
    }

    @Test(arguments: [
        "03:00", "24:00 JST", "3 JST", "03:60 JST", "02-30T03:00 JST", "13-01T03:00 JST", "1T2T03:00 JST", " JST",
    ])
    func `is nothing else`(_ text: String) {
        #expect(JapanMoment(text) == nil)
    }
}
