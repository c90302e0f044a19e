package import WebFront

extension AuthorizationRequest {
    /// Reads and checks the parameters of an authorization request (RFC 6749 section 4.1.1, RFC 7636 section 4.3, OpenID
    /// Connect Core section 3.1.2.1; CSC API section 8.4.2). Unknown parameters are ignored, as RFC 6749 section 3.1 demands.
    /// - Parameter account: the account that an `account_token` of this client names, or `nil` for a bad one.
    package static func parse(
        _ form: FormBody,
        clients: ClientRegistry,
        dialect: OAuthDialect,
        account: (String, RegisteredClient) -> String? = { _, _ in nil }
    ) throws(AuthorizationRejection) -> (request: AuthorizationRequest, prompt: LoginPrompt) {
        guard let clientID = form["client_id"] else { throw .shown(.missingParameter("client_id")) }
        guard let client = clients[clientID] else { throw .shown(.invalidParameter("client_id")) }
        let redirectURI = try redirectURI(form["redirect_uri"], of: client, dialect)
        if let state = form["state"], state.utf8.count > dialect.maximumStateBytes {
            throw .shown(.invalidParameter("state"))
        }
        let target = AnswerTarget(redirectURI: redirectURI, state: form["state"])
        do throws(OAuthError) {
            try checkResponse(form)
            let (scopes, credential) = try scopes(form, of: client, dialect)
            let request = AuthorizationRequest(
                clientID: clientID,
                redirectURI: redirectURI,
                redirectURIWasGiven: form["redirect_uri"] != nil,
                scopes: scopes,
                state: form["state"],
                nonce: try echoed(form["nonce"], "nonce"),
                codeChallenge: try codeChallenge(form, dialect),
                method: client.method,
                loginHint: form["login_hint"],
                credential: credential,
                account: try form["account_token"].map { token throws(OAuthError) in
                    guard let account = account(token, client) else { throw .invalidParameter("account_token") }
                    return account
                },
                clientData: try echoed(form["clientData"], "clientData")
            )
            return (request, try prompt(form, isRelease: credential != nil))
        } catch {
            throw .redirected(error, target)
        }
    }

    /// Compared character by character (OpenID Connect Core section 3.1.2.1): never an open redirect.
    private static func redirectURI(
        _ given: String?,
        of client: RegisteredClient,
        _ dialect: OAuthDialect
    ) throws(AuthorizationRejection) -> String {
        guard let given else {
            // OpenID Connect requires it; CSC (section 8.4.2) takes the registered one.
            guard dialect == .csc, let registered = client.redirectURIs.first else {
                throw .shown(.missingParameter("redirect_uri"))
            }
            return registered
        }
        guard client.redirectURIs.contains(given) else { throw .shown(.invalidParameter("redirect_uri")) }
        return given
    }

    private static func checkResponse(_ form: FormBody) throws(OAuthError) {
        // OpenID Connect Core sections 6.1: request objects are optional. A pushed request was resolved before.
        if form["request"] != nil { throw .requestNotSupported }
        if form["request_uri"] != nil { throw .invalidParameter("request_uri") }
        guard let responseType = form["response_type"] else { throw .missingParameter("response_type") }
        guard responseType == "code" else { throw .unsupportedResponseType }
        guard form["response_mode"] == nil || form["response_mode"] == "query" else {
            throw .invalidParameter("response_mode")
        }
    }

    /// `service` is the default (CSC API section 8.4.2), and `credential` where only `authorization_details` say what is wanted.
    private static func scopes(
        _ form: FormBody,
        of client: RegisteredClient,
        _ dialect: OAuthDialect
    ) throws(OAuthError) -> ([Scope], CredentialRequest?) {
        let details = form["authorization_details"]
        let list = form["scope"] ?? (details == nil ? Scope.service : .credential).rawValue
        let known = Scope.known(in: list)
        // OpenID Connect Core section 3.1.2.1 wants unknown scopes ignored; the CSC table has a row for them.
        guard !known.isEmpty, dialect == .openIDConnect || !Scope.hasUnknown(in: list) else { throw .invalidScope }
        // CSC API section 8.4.1: one at a time; no ID token comes with a release.
        guard known.count == 1 || dialect == .openIDConnect && !known.contains(.credential) else { throw .invalidScope }
        if known == [.credential] {
            guard let details else { return (known, try CredentialRequest.parse(form)) }
            return (known, try CredentialRequest.parse(details: details, beside: form, dialect))
        }
        guard details == nil else { throw .invalidAuthorizationDetails(dialect) }
        return (Scope.allCases.filter { known.contains($0) || client.impliedScopes.contains($0) }, nil)
    }

    private static func echoed(_ value: String?, _ name: String) throws(OAuthError) -> String? {
        guard let value else { return nil }
        guard value.utf8.count <= LoginPolicy.maximumEchoedBytes else { throw .invalidParameter(name) }
        return value
    }

    /// RFC 7636 section 4.4.1. A challenge of the method `plain` is kept as the S256 challenge of the same verifier.
    private static func codeChallenge(_ form: FormBody, _ dialect: OAuthDialect) throws(OAuthError) -> String {
        guard let challenge = form["code_challenge"] else { throw .invalidRequest("code challenge required") }
        switch form["code_challenge_method"] {
        case "S256":
            guard ProofKey.isChallenge(challenge) else { throw .invalidParameter("code_challenge") }
            return challenge
        case nil where dialect.takesPlainChallenges, "plain" where dialect.takesPlainChallenges:
            guard ProofKey.isVerifier(challenge) else { throw .invalidParameter("code_challenge") }
            return ProofKey.challenge(of: challenge)
        default:
            throw .invalidRequest("transform algorithm not supported: code_challenge_method must be S256")
        }
    }

    private static func prompt(_ form: FormBody, isRelease: Bool) throws(OAuthError) -> LoginPrompt {
        var prompt = LoginPrompt()
        let values = Set((form["prompt"] ?? "").split(separator: " ").map(String.init))
        guard values.isSubset(of: ["none", "login", "consent", "select_account"]) else {
            throw .invalidParameter("prompt")
        }
        prompt.isSilent = values.contains("none")
        guard !prompt.isSilent || values.count == 1 else { throw .invalidParameter("prompt") }
        // [D] A key is released by the person, each time: never by the session of a browser.
        prompt.mustAuthenticate = isRelease || !values.isDisjoint(with: ["login", "select_account"])
        if let age = form["max_age"] {
            guard let seconds = Int(age), seconds >= 0 else { throw .invalidParameter("max_age") }
            prompt.maximumAge = seconds
        }
        return prompt
    }
}
