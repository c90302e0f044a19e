package import HTTPTypes

/// An OAuth error: code and sentence as they go on the wire, and the status where it is answered directly.
package struct OAuthError: Error, Sendable, Equatable {
    package let code: String
    package let description: String
    package let status: HTTPResponse.Status
    /// The `WWW-Authenticate` header that the status demands (RFC 9110 section 11.6.1).
    package let challenge: String?

    package init(
        _ code: String,
        _ description: String,
        status: HTTPResponse.Status = .badRequest,
        challenge: String? = nil
    ) {
        self.code = code
        self.description = description
        self.status = status
        self.challenge = challenge
    }

    package static func == (left: OAuthError, right: OAuthError) -> Bool {
        left.code == right.code && left.description == right.description && left.status.code == right.status.code
            && left.challenge == right.challenge
    }
}
