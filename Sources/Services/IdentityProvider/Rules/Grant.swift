/// What one redeemed code gave to one application. It is known by its code, so that a replayed code finds it.
package struct Grant: Codable, Sendable, Equatable {
    package let clientID: String
    package let sessionID: String
    package let scopes: [Scope]
    package let nonce: String?
    package var isRevoked = false
    /// Its tokens, oldest first.
    package var tokens: [SecretDigest] = []
}
