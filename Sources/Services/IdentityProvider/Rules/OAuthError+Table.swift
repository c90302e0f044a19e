import HTTPTypes

/// The errors of the authorization endpoint: RFC 6749 section 4.1.2.1, OpenID Connect Core section 3.1.2.6, sentences of
/// the CSC API (section 8.2 of v1, "common codes").
extension OAuthError {
    package static let invalidRequest = invalidRequest(
        "The request is missing a required parameter, includes an invalid parameter value, includes a parameter more "
            + "than once, or is otherwise malformed."
    )
    package static let accessDenied = accessDenied(
        "The user, authorization server or remote service denied the request."
    )
    package static let unsupportedResponseType = OAuthError(
        "unsupported_response_type",
        "The authorization server does not support obtaining an authorization code using this method."
    )
    package static let invalidScope = OAuthError(
        "invalid_scope",
        "The requested scope is invalid, unknown, or malformed."
    )
    package static let serverError = OAuthError(
        "server_error",
        "The authorization server encountered an unexpected condition that prevented it from fulfilling the request.",
        status: .internalServerError
    )
    package static let temporarilyUnavailable = temporarilyUnavailable(
        "The authorization server is currently unable to handle the request due to a temporary overloading or "
            + "maintenance of the server."
    )
    package static let loginRequired = OAuthError(
        "login_required",
        "The user has to authenticate, which prompt=none forbids."
    )
    package static let requestNotSupported = OAuthError(
        "request_not_supported",
        "The parameter request is not supported."
    )

    package static func invalidRequest(_ description: String) -> OAuthError {
        OAuthError("invalid_request", description)
    }

    package static func accessDenied(_ description: String) -> OAuthError {
        OAuthError("access_denied", description, status: .forbidden)
    }

    package static func temporarilyUnavailable(_ description: String) -> OAuthError {
        OAuthError("temporarily_unavailable", description, status: .serviceUnavailable)
    }

    package static func missingParameter(_ name: String) -> OAuthError {
        invalidRequest("Missing parameter \(name)")
    }

    package static func invalidParameter(_ name: String) -> OAuthError {
        invalidRequest("Invalid parameter \(name)")
    }

    package static func missingInteger(_ name: String) -> OAuthError {
        invalidRequest("Missing (or invalid type) integer parameter \(name)")
    }
}

/// What scope `credential` adds. The CSC table has no sentences for it at this endpoint: those of `credentials/authorize` and
/// `signatures/signHash` are said.
extension OAuthError {
    package static let invalidBase64Hash = invalidRequest("Invalid Base64 hash string parameter")
    package static let invalidDigestLength = invalidRequest("Invalid digest value length")

    /// CSC: `invalid_request`; RFC 9396 section 5: a code of its own.
    package static func invalidAuthorizationDetails(_ dialect: OAuthDialect) -> OAuthError {
        OAuthError(
            dialect == .csc ? "invalid_request" : "invalid_authorization_details",
            "Invalid parameter authorization_details"
        )
    }

    /// An unknown, used or expired `request_uri`. CSC: `invalid_request`; RFC 9126 section 2.2 with RFC 9101 section 7: a code
    /// of its own.
    package static func invalidRequestURI(_ dialect: OAuthDialect) -> OAuthError {
        OAuthError(
            dialect == .csc ? "invalid_request" : "invalid_request_uri",
            "Invalid parameter request_uri"
        )
    }
}

/// The errors of the token and revocation endpoints: sentences of the CSC table (rows oauth2/token, oauth2/revoke), codes of
/// RFC 6749 section 5.2 where the two dialects differ.
extension OAuthError {
    package static func invalidGrant(_ description: String) -> OAuthError {
        OAuthError("invalid_grant", description)
    }

    /// CSC: `invalid_request`; RFC 6749: `unsupported_grant_type`.
    package static func invalidGrantType(_ dialect: OAuthDialect) -> OAuthError {
        OAuthError(dialect == .csc ? "invalid_request" : "unsupported_grant_type", "Invalid parameter grant_type")
    }

    /// CSC: 400 `invalid_request`; RFC 6749: 401 `invalid_client`.
    package static func invalidClientID(_ dialect: OAuthDialect) -> OAuthError {
        clientFailure("Invalid parameter client_id", dialect)
    }

    /// CSC: 400 `invalid_request`; RFC 6749: 401 `invalid_client`.
    package static func invalidClientSecret(_ dialect: OAuthDialect) -> OAuthError {
        clientFailure("Invalid parameter client_secret", dialect)
    }

    /// The client could not be told by its assertion (RFC 7521 section 4.2.1). The CSC table has no row: as for a wrong secret.
    package static func invalidClientAssertion(_ parameter: String, _ dialect: OAuthDialect) -> OAuthError {
        clientFailure("Invalid parameter \(parameter)", dialect)
    }

    /// The client has a secret and did not show it. CSC: 401 `invalid_request`; RFC 6749: 401 `invalid_client`.
    package static func clientAuthenticationRequired(_ dialect: OAuthDialect) -> OAuthError {
        OAuthError(
            dialect == .csc ? "invalid_request" : "invalid_client",
            "Client authorization required",
            status: .unauthorized,
            challenge: basicChallenge
        )
    }

    /// An `Authorization` header that is not well-formed Basic, or names another client than the body.
    package static let invalidAuthorizationHeader = OAuthError(
        "invalid_client",
        "Invalid authorization header",
        status: .unauthorized,
        challenge: basicChallenge
    )

    private static let basicChallenge = "Basic realm=\"mediauth\", charset=\"UTF-8\""

    private static func clientFailure(_ description: String, _ dialect: OAuthDialect) -> OAuthError {
        switch dialect {
        case .csc: invalidRequest(description)
        case .openIDConnect:
            OAuthError("invalid_client", description, status: .unauthorized, challenge: basicChallenge)
        }
    }
}
