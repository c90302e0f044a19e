import Foundation

/// The token endpoint: a code or a refresh token for tokens. Every refusal is one event.
extension LoginRules {
    /// RFC 6749 section 4.1.3. A code is good for one try: one that comes wrongly is burned, one that comes again takes back
    /// what it gave (section 4.1.2).
    static func redeem(_ redemption: CodeRedemption, _ state: LoginState, _ now: Date) -> [LoginEvent] {
        if let grant = state.grants[redemption.code] {
            let refused = tokenRefused(redemption.clientID, .codeReplayed)
            return grant.isRevoked ? [refused] : [refused, revoked(redemption.code, .codeReplayed)]
        }
        guard let code = state.codes[redemption.code] else { return [tokenRefused(redemption.clientID, .codeUnknown)] }
        if let reason = refusal(of: redemption, for: code, state, now) {
            return [tokenRefused(redemption.clientID, reason, burning: redemption.code)]
        }
        guard let session = state.sessions[code.sessionID] else { return [] }
        let redeemed = LoginEvent.codeRedeemed(.init(code: redemption.code, clientID: redemption.clientID))
        let tokens = issue(
            access: redemption.accessToken,
            refresh: redemption.refreshToken,
            grant: redemption.code,
            scopes: code.request.scopes,
            certificate: redemption.certificate,
            session: session,
            now
        )
        return [redeemed] + tokens
    }

    private static func refusal(
        of redemption: CodeRedemption,
        for code: AuthorizationCode,
        _ state: LoginState,
        _ now: Date
    ) -> TokenRefusal? {
        let request = code.request
        if now >= code.expiresAt { return .codeExpired }
        if request.clientID != redemption.clientID { return .codeOfAnotherClient }
        // RFC 6749 section 4.1.3: required and identical if the authorization request had it.
        let implied = request.redirectURIWasGiven ? nil : request.redirectURI
        if (redemption.redirectURI ?? implied) != request.redirectURI { return .redirectMismatch }
        if request.codeChallenge != redemption.challenge { return .verifierMismatch }
        if let asked = request.credential, !asked.isRepeated(by: redemption.details) { return .detailsMismatch }
        if request.credential == nil, redemption.details != nil { return .detailsMismatch }
        guard let session = state.sessions[code.sessionID], session.isAlive(at: now) else { return .codeOfEndedSession }
        return nil
    }

    /// RFC 6749 section 6, with rotation (RFC 9700 section 4.14.2): each refresh token is good once.
    static func refresh(_ refresh: TokenRefresh, _ state: LoginState, _ now: Date) -> [LoginEvent] {
        guard let token = state.tokens[refresh.token], token.use == .refresh, let grant = state.grants[token.grant],
            let session = grant.sessionID.flatMap({ state.sessions[$0] })
        else { return [tokenRefused(refresh.clientID, .refreshUnknown)] }
        guard grant.clientID == refresh.clientID else {
            return [tokenRefused(refresh.clientID, .refreshOfAnotherClient)]
        }
        if grant.isRevoked || token.isRevoked { return [tokenRefused(refresh.clientID, .refreshRevoked)] }
        if token.isSpent {
            return [tokenRefused(refresh.clientID, .refreshReplayed), revoked(token.grant, .refreshReplayed)]
        }
        guard session.isAlive(at: now) else { return [tokenRefused(refresh.clientID, .refreshOfEndedSession)] }
        // RFC 8705 section 7.1: the refresh token of a public client is bound like the access token.
        guard token.certificate == nil || token.certificate == refresh.certificate else {
            return [tokenRefused(refresh.clientID, .certificateMismatch)]
        }
        let scopes = refresh.scopes ?? grant.scopes
        guard Set(scopes).isSubset(of: grant.scopes) else { return [tokenRefused(refresh.clientID, .scopeTooWide)] }
        let tokens = issue(
            access: refresh.accessToken,
            refresh: refresh.refreshToken,
            grant: token.grant,
            scopes: scopes,
            certificate: refresh.certificate,
            session: session,
            now
        )
        return [.tokenReplaced(.init(token: refresh.token))] + tokens
    }

    /// RFC 6749 section 4.4: a token without a person, and without a refresh token (section 4.4.3).
    static func authorize(_ client: ClientAuthorization, _ state: LoginState, _ now: Date) -> [LoginEvent] {
        let expiresAt = now + LoginPolicy.accessTokenLifetime
        let authorized = LoginEvent.ClientAuthorized(
            grant: client.accessToken,
            clientID: client.clientID,
            scopes: [.service],
            forgottenAt: expiresAt + LoginPolicy.endedSessionMemory
        )
        let issued = LoginEvent.TokenIssued(
            token: client.accessToken,
            use: .access,
            grant: client.accessToken,
            scopes: authorized.scopes,
            certificate: client.certificate,
            expiresAt: expiresAt
        )
        let events: [LoginEvent] = [.clientAuthorized(authorized), .tokenIssued(issued)]
        guard state.grantDeadlines.count >= LoginPolicy.maximumClientGrants, let oldest = state.grantDeadlines.first
        else { return events }
        return [.grantForgotten(.init(grant: oldest.id))] + events
    }

    /// CSC API section 8.4.1: a refresh token comes with scope `service` only.
    private static func issue(
        access: SecretDigest,
        refresh: SecretDigest,
        grant: SecretDigest,
        scopes: [Scope],
        certificate: String?,
        session: LoginSession,
        _ now: Date
    ) -> [LoginEvent] {
        let isRelease = scopes.contains(.credential)
        let lifetime = isRelease ? LoginPolicy.credentialTokenLifetime : LoginPolicy.accessTokenLifetime
        func issued(_ token: SecretDigest, _ use: TokenUse, until end: Date) -> LoginEvent {
            .tokenIssued(
                .init(
                    token: token,
                    use: use,
                    grant: grant,
                    scopes: scopes,
                    certificate: certificate,
                    expiresAt: min(end, session.endsAt)
                )
            )
        }
        let tokens = [issued(access, .access, until: now + lifetime)]
        return isRelease ? tokens : tokens + [issued(refresh, .refresh, until: session.endsAt)]
    }

    private static func tokenRefused(
        _ clientID: String,
        _ reason: TokenRefusal,
        burning code: SecretDigest? = nil
    ) -> LoginEvent {
        .tokenRefused(.init(clientID: clientID, reason: reason, burnedCode: code))
    }

    static func revoked(_ grant: SecretDigest, _ reason: GrantEnd) -> LoginEvent {
        .grantRevoked(.init(grant: grant, reason: reason))
    }
}
