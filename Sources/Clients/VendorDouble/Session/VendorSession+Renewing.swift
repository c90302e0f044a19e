import OpenSSL

extension VendorSession {
    /// New tokens by the refresh token, or by a login where there is none or the session has ended.
    func renew(_ old: Tokens?) async -> Result<Tokens, VendorFailure> {
        do throws(VendorFailure) {
            guard let refresh = old?.refresh else { return .success(try await freshLogin()) }
            do throws(VendorFailure) {
                return .success(try await tokens([("grant_type", "refresh_token"), ("refresh_token", refresh)]))
            } catch {
                guard error.refusal?.endsSession == true else { throw error }
                return .success(try await freshLogin())
            }
        } catch {
            return .failure(error)
        }
    }

    /// RFC 7009: the refresh token, which takes the access tokens of its grant with it.
    func revoke(_ tokens: Tokens) async throws(VendorFailure) {
        guard let endpoint = try await discovered().boundRevocationEndpoint else { return }
        let url = try ServerURL(endpoint)
        let form = [("token", tokens.refresh ?? tokens.access), ("client_id", settings.clientID)]
        let request = ClientRequest.form(url.target, form)
        let answer = try await connections.send(request, to: url, isRepeatable: true)
        try answer.require([200, 204], call: request.call)
    }

    /// A token of scope `credential`, for one credential and these hashes, in place of a SAD (CSC API v2, section 8.4): the
    /// person is asked for it each time.
    func release(
        _ credentialID: String,
        _ hashes: [[UInt8]],
        _ digest: DigestAlgorithm
    ) async throws(VendorFailure) -> String {
        try await login([
            ("scope", "credential"), ("credentialID", credentialID), ("numSignatures", String(hashes.count)),
            ("hashes", hashes.map { Base64URL.encode($0) }.joined(separator: ",")),
            ("hashAlgorithmOID", digest.oid.description),
        ]).access
    }

    private func freshLogin() async throws(VendorFailure) -> Tokens {
        if settings.speaksForItself { return try await tokens([("grant_type", "client_credentials")]) }
        return try await login([("scope", "openid service")])
    }

    private func login(_ asked: [(String, String)]) async throws(VendorFailure) -> Tokens {
        let key = ProofKey()
        let steps = LoginSteps(connections: connections, settings: settings, metadata: try await discovered())
        let code = try await steps.code(key, asked)
        return try await tokens([
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", settings.redirectURI),
            ("code_verifier", key.verifier),
        ])
    }

    private func tokens(_ grant: [(String, String)]) async throws(VendorFailure) -> Tokens {
        let metadata = try await discovered()
        let endpoint = settings.takesUnboundTokens ? metadata.token_endpoint : metadata.boundTokenEndpoint
        let url = try ServerURL(endpoint)
        let request = ClientRequest.form(
            url.target,
            grant + [("client_id", settings.clientID)],
            fields: LoginSteps.asksForJSON
        )
        // A code and, where they rotate, a refresh token are good once.
        let answer = try await connections.send(request, to: url, isRepeatable: false)
        let body = try answer.json(TokenAnswer.self, call: request.call)
        guard body.token_type.lowercased() == "bearer" else {
            throw VendorFailure(request.call, .login(.tokenType(body.token_type)))
        }
        return Tokens(access: body.access_token, refresh: body.refresh_token)
    }

    func discovered() async throws(VendorFailure) -> ServerMetadata {
        if let metadata { return metadata }
        // OpenID Connect Discovery, section 4.
        let url = try ServerURL("\(settings.issuer)/.well-known/openid-configuration")
        let request = ClientRequest.get(url.target, fields: LoginSteps.asksForJSON)
        let answer = try await connections.send(request, to: url, isRepeatable: true)
        let found = try answer.json(ServerMetadata.self, call: request.call)
        guard found.issuer == settings.issuer else {
            throw VendorFailure(request.call, .login(.foreignMetadata))
        }
        metadata = found
        return found
    }
}
