/// A well-formed token request of an authenticated client; whether its code or token is good is decided elsewhere.
package enum TokenRequest: Sendable, Equatable {
    /// RFC 6749 section 4.1.3 with RFC 7636 section 4.5.
    case authorizationCode(
        clientID: String,
        code: SecretDigest,
        redirectURI: String?,
        challenge: String,
        details: CredentialRequest? = nil
    )
    /// RFC 6749 section 4.4.
    case clientCredentials(clientID: String)
    /// RFC 6749 section 6.
    case refreshToken(clientID: String, token: SecretDigest, scopes: [Scope]?)

    package var clientID: String {
        switch self {
        case .authorizationCode(let clientID, _, _, _, _), .clientCredentials(let clientID),
            .refreshToken(let clientID, _, _):
            clientID
        }
    }
}
