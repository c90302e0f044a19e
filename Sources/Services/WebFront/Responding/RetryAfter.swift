import Foundation

/// `Retry-After` in either form (RFC 9110, section 10.2.3).
enum RetryAfter {
    /// From now, never below 0; nil for what is neither form.
    static func seconds(_ value: String, now: Date) -> Int? {
        if let seconds = Int(value) { return max(seconds, 0) }
        guard let date = HTTPDate.parse(value) else { return nil }
        return Int(exactly: max(date.timeIntervalSince(now), 0).rounded(.down))
    }
}
