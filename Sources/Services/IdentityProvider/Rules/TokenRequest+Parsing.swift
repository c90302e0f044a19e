package import WebFront

extension TokenRequest {
    /// Reads a token request. Checking order: client, grant type, its parameters. Unknown parameters are ignored (RFC 6749
    /// section 3.2); the Swift client of the EUDI wallet sends `state` here.
    /// - Parameter authorization: the `Authorization` header, if there is one.
    package static func parse(
        _ form: FormBody,
        authorization: String?,
        clients: ClientRegistry,
        dialect: OAuthDialect
    ) throws(OAuthError) -> TokenRequest {
        let clientID = try ClientAuthentication.clientID(
            form,
            authorization: authorization,
            clients: clients,
            dialect: dialect
        )
        switch form["grant_type"] {
        case nil: throw .missingParameter("grant_type")
        case "authorization_code": return try codeRequest(form, clientID)
        case "refresh_token": return try refreshRequest(form, clientID)
        default: throw .invalidGrantType(dialect)
        }
    }

    private static func codeRequest(_ form: FormBody, _ clientID: String) throws(OAuthError) -> TokenRequest {
        guard let code = form["code"] else { throw .missingParameter("code") }
        guard let verifier = form["code_verifier"] else { throw .missingParameter("code_verifier") }
        guard FreshSecret.hasForm(code) else { throw .invalidGrant("Invalid parameter code") }
        guard ProofKey.isVerifier(verifier) else { throw .invalidParameter("code_verifier") }
        return .authorizationCode(
            clientID: clientID,
            code: SecretDigest(of: code),
            redirectURI: form["redirect_uri"],
            challenge: ProofKey.challenge(of: verifier)
        )
    }

    private static func refreshRequest(_ form: FormBody, _ clientID: String) throws(OAuthError) -> TokenRequest {
        guard let token = form["refresh_token"] else { throw .missingParameter("refresh_token") }
        guard FreshSecret.hasForm(token) else { throw .invalidGrant("Invalid parameter refresh_token") }
        guard let list = form["scope"] else {
            return .refreshToken(clientID: clientID, token: SecretDigest(of: token), scopes: nil)
        }
        let scopes = Scope.known(in: list)
        guard !scopes.isEmpty, !Scope.hasUnknown(in: list) else { throw .invalidScope }
        return .refreshToken(clientID: clientID, token: SecretDigest(of: token), scopes: scopes)
    }
}
