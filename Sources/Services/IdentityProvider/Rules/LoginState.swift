package import Foundation

/// All open logins, sessions, codes and tokens. Every collection is bounded by ``LoginPolicy``.
package struct LoginState: Codable, Sendable, Equatable {
    package internal(set) var logins: [SecretDigest: OpenLogin] = [:]
    /// Clients registered by command, by id.
    package internal(set) var clients: [String: RegisteredClient] = [:]
    package internal(set) var pushed: [SecretDigest: PushedRequest] = [:]
    package internal(set) var codes: [SecretDigest: AuthorizationCode] = [:]
    package internal(set) var sessions: [String: LoginSession] = [:]
    package internal(set) var grants: [SecretDigest: Grant] = [:]
    package internal(set) var tokens: [SecretDigest: IssuedToken] = [:]
    /// The session that each browser may use again.
    var browsers: [SecretDigest: String] = [:]

    var loginDeadlines = DeadlineQueue<SecretDigest>()
    var pushDeadlines = DeadlineQueue<SecretDigest>()
    var codeDeadlines = DeadlineQueue<SecretDigest>()
    var sessionDeadlines = DeadlineQueue<String>()
    /// Digests in `pushed`.
    var pushedDigests = 0
    /// Digests in `logins`.
    var loginDigests = 0
    /// Of grants without a session.
    var grantDeadlines = DeadlineQueue<SecretDigest>()

    package init() {}

    /// The next instant at which something expires.
    package var nextDeadline: Date? {
        [
            loginDeadlines.first?.instant, pushDeadlines.first?.instant, codeDeadlines.first?.instant,
            sessionDeadlines.first?.instant, grantDeadlines.first?.instant,
        ].compactMap(\.self).min()
    }
}
