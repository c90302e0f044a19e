/// An authorization request that has arrived.
package struct LoginRequest: Sendable {
    package let request: AuthorizationRequest
    package let prompt: LoginPrompt
    /// The handle under which its page or poll finds it.
    package let login: SecretDigest
    /// The browser's cookie, where it has one.
    package let browser: SecretDigest?
    /// The code to issue if the browser's session is used again.
    package let code: SecretDigest
    /// The `request_uri` that it came by, if it was pushed before (RFC 9126).
    package var pushed: SecretDigest?
}
