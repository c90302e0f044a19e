import HTTPTypes

/// The errors of a protected resource, RFC 6750 section 3.1.
extension OAuthError {
    static let invalidToken = bearer(
        "invalid_token",
        "The token provided is not a valid OAuth access or refresh token.",
        challenge: #", error="invalid_token""#
    )
    static let insufficientScope = bearer(
        "insufficient_scope",
        "The request requires the scope openid.",
        status: .forbidden,
        challenge: #", error="insufficient_scope", scope="openid""#
    )

    static func bearer(
        _ code: String,
        _ description: String,
        status: HTTPResponse.Status = .unauthorized,
        challenge: String
    ) -> OAuthError {
        OAuthError(code, description, status: status, challenge: #"Bearer realm="mediauth""# + challenge)
    }
}
