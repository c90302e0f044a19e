package import Foundation

/// All open logins, sessions, codes and tokens. Every collection is bounded by ``LoginPolicy``.
package struct LoginState: Codable, Sendable, Equatable {
    package internal(set) var logins: [SecretDigest: OpenLogin] = [:]
    package internal(set) var codes: [SecretDigest: AuthorizationCode] = [:]
    package internal(set) var sessions: [String: LoginSession] = [:]
    package internal(set) var grants: [SecretDigest: Grant] = [:]
    package internal(set) var tokens: [SecretDigest: IssuedToken] = [:]
    /// The session that each browser may use again.
    var browsers: [SecretDigest: String] = [:]

    var loginDeadlines = DeadlineQueue<SecretDigest>()
    var codeDeadlines = DeadlineQueue<SecretDigest>()
    var sessionDeadlines = DeadlineQueue<String>()

    package init() {}

    /// The next instant at which something expires.
    package var nextDeadline: Date? {
        [loginDeadlines.first?.instant, codeDeadlines.first?.instant, sessionDeadlines.first?.instant]
            .compactMap(\.self).min()
    }
}
