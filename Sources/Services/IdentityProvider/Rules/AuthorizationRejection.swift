/// Why an authorization request leads to no login page.
package enum AuthorizationRejection: Error, Sendable, Equatable {
    /// The client or its redirect URI is in doubt: said here, never redirected (RFC 6749 section 4.1.2.1).
    case shown(OAuthError)
    /// Everything else goes back to the application.
    case redirected(OAuthError, AnswerTarget)
}
