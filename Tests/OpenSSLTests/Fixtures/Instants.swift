import Foundation

extension Date {
    /// 2026-01-01T00:00:00Z, the present of these tests.
    static let now2026 = Date(timeIntervalSince1970: 1_767_225_600)

    func adding(days: Double) -> Date { addingTimeInterval(days * 86_400) }
}
