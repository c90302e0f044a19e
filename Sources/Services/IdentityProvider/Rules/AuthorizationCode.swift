package import Foundation
package import WebFront

/// A code that was handed out and not redeemed yet.
package struct AuthorizationCode: Codable, Sendable, Equatable {
    package let request: AuthorizationRequest
    package let sessionID: String
    package let expiresAt: Date
    /// What its token will release, with scope `credential`.
    package var credential: CredentialGrant?
}
