/// The two standards that speak OAuth here: same rules, a few different answers.
package enum OAuthDialect: String, Codable, Sendable {
    /// Below `/auth/realms/mediauth/protocol/openid-connect`: RFC 6749, RFC 7009, OpenID Connect Core.
    case openIDConnect = "openid-connect"
    /// Below `/oauth2`: CSC API section 8.4.
    case csc

    /// Longest `state`, in bytes.
    package var maximumStateBytes: Int {
        switch self {
        case .openIDConnect: LoginPolicy.maximumEchoedBytes
        case .csc: LoginPolicy.maximumCSCState
        }
    }

    /// [D] Whether PKCE without a transformation is taken. It protects nothing, but the CSC API (section 8.4.2) has it as the
    /// default of `code_challenge_method`; discovery names S256 alone.
    package var takesPlainChallenges: Bool { self == .csc }
}
