package import Foundation

/// Lifetimes (seconds on the simulation clock) and bounds. The real service publishes the 18-hour session only; all else is
/// a simulator decision.
package enum LoginPolicy {
    /// A login page may stand open, and a phone may stay silent, for this long.
    package static let loginLifetime: TimeInterval = 10 * 60
    /// RFC 6749 section 4.1.2 recommends at most 10 minutes.
    package static let codeLifetime: TimeInterval = 60
    /// The CSC default of `expires_in`.
    package static let accessTokenLifetime: TimeInterval = 3600
    /// 認証の有効時間, the one published figure.
    package static let sessionLifetime: TimeInterval = 18 * 3600
    /// A token of an ended session is answered `expired_token` for this long, `invalid_token` afterwards.
    package static let endedSessionMemory: TimeInterval = 24 * 3600

    package static let maximumOpenLogins = 5_000
    package static let maximumCodes = 5_000
    package static let maximumSessions = 5_000
    package static let maximumGrantsPerSession = 16
    package static let maximumTokensPerGrant = 16
    /// One due command drops at most this many expired things; the next is due at once.
    package static let expiryBatch = 500

    /// Longest `state` and `nonce`, in bytes: generous beside the 255 bytes that the CSC API allows for `state`.
    package static let maximumEchoedBytes = 1024
}
