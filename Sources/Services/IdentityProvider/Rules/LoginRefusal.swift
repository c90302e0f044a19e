/// Why a login ended without a code; what the application is told in the error redirect (RFC 6749 section 4.1.2.1).
package enum LoginRefusal: String, Error, Codable, CaseIterable, Sendable {
    case denied
    case lapsed
    case methodNotRegistered = "method-not-registered"
    case notVerified = "not-verified"
    case blocked
    case sessionExpired = "session-expired"
    case maintenance
    case serverError = "server-error"
    /// The credential asked for is none of this person's.
    case credentialUnknown = "credential-unknown"
    case credentialDisabled = "credential-disabled"
    /// No usable credential of this person has the qualifier asked for.
    case qualifierNotMet = "qualifier-not-met"
    /// More signatures than the credential allows at once.
    case tooManySignatures = "too-many-signatures"
    /// The application named the person, and it is another.
    case anotherAccount = "another-account"

    /// The refusal that an outcome stands for; `nil` where the login is approved or still open.
    package init?(_ outcome: LoginOutcome) {
        switch outcome {
        case .approve, .noAnswer: return nil
        case .deny: self = .denied
        case .methodNotRegistered: self = .methodNotRegistered
        case .notVerified: self = .notVerified
        case .blocked: self = .blocked
        case .sessionExpired: self = .sessionExpired
        case .maintenance: self = .maintenance
        case .serverError: self = .serverError
        }
    }

    /// The CSC API gives the bare codes; the sentences for the person's own failures are simulator decisions.
    package var error: OAuthError {
        switch self {
        case .denied:
            .accessDenied
        case .lapsed:
            .accessDenied("The user did not answer in time.")
        case .methodNotRegistered:
            .accessDenied("The authentication method is not registered for this user.")
        case .notVerified:
            .accessDenied("The user could not be verified.")
        case .blocked:
            .accessDenied("The authentication method of this user is blocked.")
        case .sessionExpired:
            // Keycloak's answer when the page stood open for too long.
            .temporarilyUnavailable("authentication_expired")
        case .maintenance:
            .temporarilyUnavailable
        case .serverError:
            .serverError
        case .credentialUnknown:
            .invalidParameter("credentialID")
        case .credentialDisabled:
            .invalidRequest("The credential identified by credentialID is disabled")
        case .qualifierNotMet:
            .invalidParameter("signatureQualifier")
        case .tooManySignatures:
            .invalidRequest("Numbers of signatures is too high")
        case .anotherAccount:
            .accessDenied("The user is not the one that account_token names.")
        }
    }
}
