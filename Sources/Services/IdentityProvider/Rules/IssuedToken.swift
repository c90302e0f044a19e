package import Foundation

/// An access or refresh token that was handed out.
package struct IssuedToken: Codable, Sendable, Equatable {
    package let use: TokenUse
    package let grant: SecretDigest
    /// SHA-256 of the client certificate it is bound to (RFC 8705), lower-case hex; `nil` if it was taken without mutual TLS.
    package let certificate: String?
    package let expiresAt: Date
    /// The scopes of an access token, at most those of its grant.
    package let scopes: [Scope]
    package var isRevoked = false
    /// Refresh tokens are replaced at each use; one that comes again was stolen, or its successor was.
    package var isSpent = false
}
