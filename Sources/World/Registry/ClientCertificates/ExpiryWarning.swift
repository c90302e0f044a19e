package import Foundation

/// That a certificate's end was announced.
package struct ExpiryWarning: Codable, Sendable, Hashable {
    package let instant: Date
    /// Left at that instant.
    package let days: Int

    package init(instant: Date, days: Int) {
        self.instant = instant
        self.days = days
    }

    /// [D] How many days before its end a certificate is warned of (ISS-15).
    package static let days = [30, 7, 1]
}
