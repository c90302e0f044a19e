package import Foundation
package import WebFront

/// What one redeemed code gave to one application. It is known by its code, so that a replayed code finds it; a grant of
/// client credentials, which has no code, by its first token.
package struct Grant: Codable, Sendable, Equatable {
    package let clientID: String
    /// `nil` where the client speaks for itself.
    package let sessionID: String?
    package let scopes: [Scope]
    package let nonce: String?
    /// What its token releases, with scope `credential`.
    package var credential: CredentialGrant?
    /// When a grant without a session is forgotten.
    package var forgottenAt: Date?
    package var isRevoked = false
    /// Its tokens, oldest first.
    package var tokens: [SecretDigest] = []
}
