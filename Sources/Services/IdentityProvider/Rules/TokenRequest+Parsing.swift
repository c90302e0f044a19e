package import WebFront

extension TokenRequest {
    /// Reads a token request. Checking order: client, grant type, its parameters. Unknown parameters are ignored (RFC 6749
    /// section 3.2); the Swift client of the EUDI wallet sends `state` here.
    /// - Parameters:
    ///   - authorization: the `Authorization` header, if there is one.
    ///   - certificate: SHA-256 of the client certificate of the connection, lower-case hex.
    ///   - judge: of client assertions.
    package static func parse(
        _ form: FormBody,
        authorization: String?,
        clients: ClientRegistry,
        dialect: OAuthDialect,
        certificate: String? = nil,
        judge: AssertionJudge? = nil
    ) throws(OAuthError) -> TokenRequest {
        let clientID = try ClientAuthentication.clientID(
            form,
            authorization: authorization,
            clients: clients,
            dialect: dialect,
            judge: judge
        )
        switch form["grant_type"] {
        case nil: throw .missingParameter("grant_type")
        case "authorization_code": return try codeRequest(form, clientID, dialect)
        case "refresh_token": return try refreshRequest(form, clientID, dialect)
        case "client_credentials":
            let isKnown = certificate != nil || clients[clientID]?.isConfidential == true
            return try clientRequest(form, clientID, isAuthenticated: isKnown, dialect)
        default: throw .invalidGrantType(dialect)
        }
    }

    /// RFC 6749 section 4.4 is for confidential clients.
    ///
    /// [D] A public client may ask over mutual TLS, where the certificate of the facility stands for it.
    private static func clientRequest(
        _ form: FormBody,
        _ clientID: String,
        isAuthenticated: Bool,
        _ dialect: OAuthDialect
    ) throws(OAuthError) -> TokenRequest {
        guard isAuthenticated else { throw .clientAuthenticationRequired(dialect) }
        guard form["scope"] ?? Scope.service.rawValue == Scope.service.rawValue else { throw .invalidScope }
        return .clientCredentials(clientID: clientID)
    }

    private static func codeRequest(
        _ form: FormBody,
        _ clientID: String,
        _ dialect: OAuthDialect
    ) throws(OAuthError) -> TokenRequest {
        guard let code = form["code"] else { throw .missingParameter("code") }
        guard let verifier = form["code_verifier"] else { throw .missingParameter("code_verifier") }
        guard FreshSecret.hasForm(code) else { throw .invalidGrant("Invalid parameter code") }
        guard ProofKey.isVerifier(verifier) else { throw .invalidParameter("code_verifier") }
        return .authorizationCode(
            clientID: clientID,
            code: SecretDigest(of: code),
            redirectURI: form["redirect_uri"],
            challenge: ProofKey.challenge(of: verifier),
            details: try form["authorization_details"].map { text throws(OAuthError) in
                try CredentialRequest.parse(details: text, beside: FormBody([:]), dialect)
            }
        )
    }

    private static func refreshRequest(
        _ form: FormBody,
        _ clientID: String,
        _ dialect: OAuthDialect
    ) throws(OAuthError) -> TokenRequest {
        // A sample of the CSC API v1 has the name that is taken here besides its own.
        let slip = dialect == .csc ? form["refreshToken"] : nil
        guard let token = form["refresh_token"] ?? slip else { throw .missingParameter("refresh_token") }
        guard FreshSecret.hasForm(token) else { throw .invalidGrant("Invalid parameter refresh_token") }
        guard let list = form["scope"] else {
            return .refreshToken(clientID: clientID, token: SecretDigest(of: token), scopes: nil)
        }
        let scopes = Scope.known(in: list)
        guard !scopes.isEmpty, !Scope.hasUnknown(in: list) else { throw .invalidScope }
        return .refreshToken(clientID: clientID, token: SecretDigest(of: token), scopes: scopes)
    }
}
