/// Why a token request of a known client gets no token.
package enum TokenRefusal: String, Codable, CaseIterable, Sendable {
    case codeUnknown = "code-unknown"
    case codeExpired = "code-expired"
    case codeReplayed = "code-replayed"
    case codeOfEndedSession = "code-of-ended-session"
    case codeOfAnotherClient = "code-of-another-client"
    case redirectMismatch = "redirect-mismatch"
    case verifierMismatch = "verifier-mismatch"
    case detailsMismatch = "details-mismatch"
    case refreshUnknown = "refresh-unknown"
    case refreshOfAnotherClient = "refresh-of-another-client"
    case refreshReplayed = "refresh-replayed"
    case refreshRevoked = "refresh-revoked"
    case refreshOfEndedSession = "refresh-of-ended-session"
    case certificateMismatch = "certificate-mismatch"
    case scopeTooWide = "scope-too-wide"

    /// Codes of RFC 6749 section 5.2, sentences of the CSC table (rows oauth2/token).
    package var error: OAuthError {
        switch self {
        case .codeUnknown, .codeExpired, .codeReplayed, .codeOfEndedSession, .codeOfAnotherClient:
            .invalidGrant("Authorization code is invalid or expired")
        case .redirectMismatch:
            .invalidGrant("redirect_uri parameter does not match")
        case .verifierMismatch:
            // RFC 7636 section 4.6; neither standard gives a sentence.
            .invalidGrant("Invalid parameter code_verifier")
        case .detailsMismatch:
            // [D] RFC 9396 section 6 and the CSC API ask for the repetition; neither gives a sentence.
            .invalidGrant("authorization_details parameter does not match")
        case .refreshUnknown, .refreshOfAnotherClient, .certificateMismatch:
            .invalidGrant("Invalid parameter refresh_token")
        case .refreshReplayed, .refreshRevoked, .refreshOfEndedSession:
            .invalidGrant("Refresh token expired")
        case .scopeTooWide:
            .invalidScope
        }
    }
}
