import Simulation

/// What has happened at the login. Secrets stand here as digests only.
package enum LoginEvent: DomainEvent, Equatable {
    case clientRegistered(ClientRegistered)
    case requestPushed(RequestPushed)
    case requestTaken(RequestDropped)
    case requestExpired(RequestDropped)
    case requestDisplaced(RequestDropped)
    case loginRequested(LoginRequested)
    /// `prompt=none` without a usable session.
    case loginForbidden(LoginForbidden)
    case loginExpired(LoginDropped)
    case loginDisplaced(LoginDropped)
    case loginAsked(LoginAsked)
    case loginAnswered(LoginAnswered)
    case loginLapsed(LoginLapsed)
    case loginApproved(LoginApproved)
    case loginRefused(LoginRefused)
    case sessionReused(SessionReused)
    case sessionEnded(SessionEnded)
    case sessionForgotten(SessionForgotten)
    case codeIssued(CodeIssued)
    case codeExpired(CodeDropped)
    case codeDisplaced(CodeDropped)
    case codeRedeemed(CodeRedeemed)
    case tokenIssued(TokenIssued)
    case tokenReplaced(TokenReplaced)
    case tokenRefused(TokenRefused)
    case tokenRevoked(TokenRevoked)
    case grantRevoked(GrantRevoked)
    case clientAuthorized(ClientAuthorized)
    case grantForgotten(GrantForgotten)

    package enum CodingKeys: String, CodingKey, CaseIterable {
        case clientRegistered = "client.registered"
        case requestPushed = "request.pushed"
        case requestTaken = "request.taken"
        case requestExpired = "request.expired"
        case requestDisplaced = "request.displaced"
        case loginRequested = "login.requested"
        case loginForbidden = "login.forbidden"
        case loginExpired = "login.expired"
        case loginDisplaced = "login.displaced"
        case loginAsked = "login.asked"
        case loginAnswered = "login.answered"
        case loginLapsed = "login.lapsed"
        case loginApproved = "login.approved"
        case loginRefused = "login.refused"
        case sessionReused = "session.reused"
        case sessionEnded = "session.ended"
        case sessionForgotten = "session.forgotten"
        case codeIssued = "code.issued"
        case codeExpired = "code.expired"
        case codeDisplaced = "code.displaced"
        case codeRedeemed = "code.redeemed"
        case tokenIssued = "token.issued"
        case tokenReplaced = "token.replaced"
        case tokenRefused = "token.refused"
        case tokenRevoked = "token.revoked"
        case grantRevoked = "grant.revoked"
        case clientAuthorized = "client.authorized"
        case grantForgotten = "grant.forgotten"
    }

    /// What the application will recognise its answer by, or the digest of a secret that a person may have chosen.
    package static var secretFields: Set<String> { ["state", "nonce", "clientData", "secret"] }

    /// Digests of fresh secrets, what the application draws for itself, and real time.
    package static var variableFields: Set<String> {
        [
            "login", "code", "burnedCode", "token", "grant", "session", "browser", "certificate", "state", "nonce",
            "codeChallenge", "redirectURI", "uri", "secret", "authenticatedAtRealTime",
        ]
    }
}
