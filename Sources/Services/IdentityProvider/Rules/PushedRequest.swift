package import Foundation

/// An authorization request that was pushed and waits for its person (RFC 9126).
package struct PushedRequest: Codable, Sendable, Equatable {
    package let request: AuthorizationRequest
    package let prompt: LoginPrompt
    package let expiresAt: Date

    /// What stands before the secret of a `request_uri` (RFC 9126 section 2.2).
    package static let prefix = "urn:ietf:params:oauth:request_uri:"
}
