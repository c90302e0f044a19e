/// A refresh token that is presented at the token endpoint.
package struct TokenRefresh: Sendable {
    package let token: SecretDigest
    package let clientID: String
    /// Narrower scopes, if asked for.
    package let scopes: [Scope]?
    /// SHA-256 of the client certificate of the connection, lower-case hex.
    package let certificate: String?
    package let accessToken: SecretDigest
    package let refreshToken: SecretDigest
}
