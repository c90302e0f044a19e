package import Foundation

/// An authorization that waits for the person's phone (CSC API v2, flow 13.5).
package struct PendingAuthorization: Expiring, Equatable {
    package enum Answer: String, Codable, CaseIterable, Sendable {
        case approve
        case deny
        /// The app cannot show what it is to approve.
        case appTooOld = "app-too-old"
    }

    package let authorization: Authorization
    /// Nil as long as the phone has not answered.
    package var answer: Answer?
    package let expiresAt: Date

    /// [D] How long a handle may be polled, in seconds.
    package static let lifetime: TimeInterval = 300
    /// [D] What `Retry-After` asks for, in seconds.
    package static let pollingInterval = 1
}
