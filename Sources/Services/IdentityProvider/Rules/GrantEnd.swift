/// Why all that a code gave is withdrawn.
package enum GrantEnd: String, Codable, Sendable {
    /// The code came a second time (RFC 6749 section 4.1.2).
    case codeReplayed = "code-replayed"
    /// A refresh token came a second time (RFC 9700 section 4.14.2).
    case refreshReplayed = "refresh-replayed"
    /// The client revoked the refresh token (RFC 7009 section 2.1).
    case refreshRevoked = "refresh-revoked"
}
