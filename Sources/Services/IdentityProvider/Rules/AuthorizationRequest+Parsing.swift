package import WebFront

extension AuthorizationRequest {
    /// Reads and checks the parameters of an authorization request (RFC 6749 section 4.1.1, RFC 7636 section 4.3, OpenID
    /// Connect Core section 3.1.2.1). Unknown parameters are ignored, as RFC 6749 section 3.1 demands.
    package static func parse(
        _ form: FormBody,
        clients: ClientRegistry,
        dialect: OAuthDialect
    ) throws(AuthorizationRejection) -> (request: AuthorizationRequest, prompt: LoginPrompt) {
        guard let clientID = form["client_id"] else { throw .shown(.missingParameter("client_id")) }
        guard let client = clients[clientID] else { throw .shown(.invalidParameter("client_id")) }
        let redirectURI = try redirectURI(form["redirect_uri"], of: client, dialect)
        if let state = form["state"], state.utf8.count > LoginPolicy.maximumEchoedBytes {
            throw .shown(.invalidParameter("state"))
        }
        let target = AnswerTarget(redirectURI: redirectURI, state: form["state"])
        do throws(OAuthError) {
            try checkResponse(form)
            let request = AuthorizationRequest(
                clientID: clientID,
                redirectURI: redirectURI,
                redirectURIWasGiven: form["redirect_uri"] != nil,
                scopes: try scopes(form["scope"], of: client, dialect),
                state: form["state"],
                nonce: try nonce(form["nonce"]),
                codeChallenge: try codeChallenge(form),
                method: client.method,
                loginHint: form["login_hint"]
            )
            return (request, try prompt(form))
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
        // OpenID Connect Core sections 6.1 and 6.2: request objects are optional; pushed requests are not served yet.
        if form["request"] != nil { throw .requestNotSupported }
        if form["request_uri"] != nil { throw .requestURINotSupported }
        guard let responseType = form["response_type"] else { throw .missingParameter("response_type") }
        guard responseType == "code" else { throw .unsupportedResponseType }
        guard form["response_mode"] == nil || form["response_mode"] == "query" else {
            throw .invalidParameter("response_mode")
        }
    }

    private static func scopes(
        _ list: String?,
        of client: RegisteredClient,
        _ dialect: OAuthDialect
    ) throws(OAuthError) -> [Scope] {
        // CSC section 8.4.2: `service` is the default.
        let list = list ?? Scope.service.rawValue
        let known = Scope.known(in: list)
        // OpenID Connect Core section 3.1.2.1 wants unknown scopes ignored; the CSC table has a row for them.
        guard !known.isEmpty, dialect == .openIDConnect || !Scope.hasUnknown(in: list) else { throw .invalidScope }
        return Scope.allCases.filter { known.contains($0) || client.impliedScopes.contains($0) }
    }

    private static func nonce(_ nonce: String?) throws(OAuthError) -> String? {
        guard let nonce else { return nil }
        guard nonce.utf8.count <= LoginPolicy.maximumEchoedBytes else { throw .invalidParameter("nonce") }
        return nonce
    }

    /// RFC 7636 section 4.4.1. `plain`, which is also meant where no method is named, protects nothing and is refused.
    private static func codeChallenge(_ form: FormBody) throws(OAuthError) -> String {
        guard let challenge = form["code_challenge"] else { throw .invalidRequest("code challenge required") }
        guard form["code_challenge_method"] == "S256" else {
            throw .invalidRequest("transform algorithm not supported: code_challenge_method must be S256")
        }
        guard ProofKey.isChallenge(challenge) else { throw .invalidParameter("code_challenge") }
        return challenge
    }

    private static func prompt(_ form: FormBody) throws(OAuthError) -> LoginPrompt {
        var prompt = LoginPrompt()
        let values = Set((form["prompt"] ?? "").split(separator: " ").map(String.init))
        guard values.isSubset(of: ["none", "login", "consent", "select_account"]) else {
            throw .invalidParameter("prompt")
        }
        prompt.isSilent = values.contains("none")
        guard !prompt.isSilent || values.count == 1 else { throw .invalidParameter("prompt") }
        prompt.mustAuthenticate = !values.isDisjoint(with: ["login", "select_account"])
        if let age = form["max_age"] {
            guard let seconds = Int(age), seconds >= 0 else { throw .invalidParameter("max_age") }
            prompt.maximumAge = seconds
        }
        return prompt
    }
}
