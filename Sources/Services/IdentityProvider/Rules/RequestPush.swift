/// An authorization request that is pushed.
package struct RequestPush: Sendable {
    package let uri: SecretDigest
    package let request: AuthorizationRequest
    package let prompt: LoginPrompt
}
