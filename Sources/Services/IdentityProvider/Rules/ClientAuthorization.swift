/// A client that asks for a token of its own (RFC 6749 section 4.4).
package struct ClientAuthorization: Sendable {
    package let clientID: String
    /// SHA-256 of the client certificate of the connection, lower-case hex.
    package let certificate: String?
    package let accessToken: SecretDigest
}
