/// A code that is presented at the token endpoint.
package struct CodeRedemption: Sendable {
    package let code: SecretDigest
    package let clientID: String
    package let redirectURI: String?
    /// S256 of the verifier that came.
    package let challenge: String
    /// SHA-256 of the client certificate of the connection, lower-case hex.
    package let certificate: String?
    /// `authorization_details`, repeated.
    package var details: CredentialRequest?
    package let accessToken: SecretDigest
    package let refreshToken: SecretDigest
}
