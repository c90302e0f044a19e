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
    /// [D] A `credential` token is for the signatures that follow at once; the CSC sample of a token response has 300 s too.
    package static let credentialTokenLifetime: TimeInterval = 300
    /// [D] A login that only releases a credential lasts until its token is over: it must not count among the sessions of
    /// 18 hours, of which there is a bounded number.
    package static let releaseLifetime: TimeInterval = codeLifetime + credentialTokenLifetime
    /// [D] The CSC sample of a pushed request.
    package static let pushedRequestLifetime: TimeInterval = 90
    /// [D] How old an `account_token` or a `client_assertion` may be, and how far ahead the other's clock, on real time.
    package static let assertionLifetime: TimeInterval = 300
    /// 認証の有効時間, the one published figure.
    package static let sessionLifetime: TimeInterval = 18 * 3600
    /// A token of an ended session is answered `expired_token` for this long, `invalid_token` afterwards.
    package static let endedSessionMemory: TimeInterval = 24 * 3600

    package static let maximumOpenLogins = 100_000
    package static let maximumPushedRequests = 100_000
    /// [D] Digests in all requests that are pushed or open at the login, which is what makes them long.
    package static let maximumPendingDigests = 200_000
    package static let maximumCodes = 5_000
    package static let maximumSessions = 5_000
    package static let maximumGrantsPerSession = 16
    package static let maximumTokensPerGrant = 16
    /// Grants of clients that speak for themselves.
    package static let maximumClientGrants = 5_000
    package static let maximumRegisteredClients = 1_000
    /// Assertions that are remembered so that none comes twice.
    package static let maximumAssertions = 100_000
    /// [D] Digests in one authorization request; a credential's own `multisign` is lower mostly.
    package static let maximumDigests = 1_000
    /// One due command drops at most this many expired things; the next is due at once.
    package static let expiryBatch = 500

    /// Longest `state` and `nonce`, in bytes: generous beside the 255 bytes that the CSC API allows for `state`.
    package static let maximumEchoedBytes = 1024
    /// CSC API section 8.4.2: `state` in bytes, `description` in characters.
    package static let maximumCSCState = 255
    package static let maximumDescription = 500
    /// Longest label, location or credential id, in bytes.
    package static let maximumLabel = 255
    package static let maximumLocations = 16
}
