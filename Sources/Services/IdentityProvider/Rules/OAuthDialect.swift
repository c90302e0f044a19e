/// The two standards that speak OAuth here: same rules, a few different answers.
package enum OAuthDialect: String, Codable, Sendable {
    /// Below `/auth/realms/mediauth/protocol/openid-connect`: RFC 6749, RFC 7009, OpenID Connect Core.
    case openIDConnect = "openid-connect"
    /// Below `/oauth2`: CSC API section 8.4.
    case csc
}
