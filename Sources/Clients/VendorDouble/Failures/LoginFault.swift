/// What was wrong with the answer of the authorization server at the redirect URI (RFC 6749, section 4.1.2).
package enum LoginFault: Hashable, Sendable {
    /// The error redirect: `access_denied`, `temporarily_unavailable`, …
    case refused(error: String, sentence: String?)
    /// `state` is another one: an answer to somebody else's request.
    case foreignState
    /// `iss` is another issuer, or missing though discovery promised it (RFC 9207, section 2.4).
    case foreignIssuer
    /// Not our redirect URI, or neither code nor error in it.
    case noCode
    /// The tokens are not `Bearer`.
    case tokenType(String)
    /// Discovery names another issuer than the one that was asked (RFC 8414, section 3.3).
    case foreignMetadata
}

extension LoginFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .refused(let error, let sentence):
            "login refused: \([error, sentence].compactMap(\.self).joined(separator: " "))"
        case .foreignState: "the login's answer has another state"
        case .foreignIssuer: "the login's answer is of another issuer"
        case .noCode: "the login's answer has no code"
        case .tokenType(let type): "the token is of type \(type), not Bearer"
        case .foreignMetadata: "discovery describes another issuer"
        }
    }
}
