package import Foundation

extension LoginState {
    package mutating func apply(_ event: LoginEvent, at instant: Date) {
        switch event {
        case .clientRegistered(let event): clients[event.client.id] = event.client
        case .requestPushed(let event): keep(event)
        case .requestTaken(let event), .requestExpired(let event), .requestDisplaced(let event):
            removePushed(event.uri)
        case .loginRequested(let event): open(event, at: instant)
        case .loginForbidden: break
        case .loginExpired(let event), .loginDisplaced(let event): removeLogin(event.login)
        case .loginAsked(let event):
            logins[event.login]?.phase = .asked(practitioner: event.practitioner, method: event.method)
            logins[event.login]?.credential = event.credential
        case .loginAnswered(let event): answer(event)
        case .loginLapsed(let event): lapse(event)
        case .loginApproved(let event): begin(event, at: instant)
        case .loginRefused(let event): removeLogin(event.login)
        case .sessionReused: break
        case .sessionEnded(let event): end(event, at: instant)
        case .sessionForgotten(let event): forgetSession(event.session)
        case .codeIssued(let event): keep(event)
        case .codeExpired(let event), .codeDisplaced(let event): removeCode(event.code)
        case .codeRedeemed(let event): redeem(event)
        case .tokenIssued(let event): keep(event)
        case .tokenReplaced(let event): tokens[event.token]?.isSpent = true
        case .tokenRefused(let event): event.burnedCode.map { removeCode($0) }
        case .tokenRevoked(let event): tokens[event.token]?.isRevoked = true
        case .grantRevoked(let event): grants[event.grant]?.isRevoked = true
        case .clientAuthorized(let event): keep(event)
        case .grantForgotten(let event): forgetGrant(event.grant)
        }
    }

    private mutating func keep(_ event: LoginEvent.RequestPushed) {
        pushed[event.uri] = PushedRequest(request: event.request, prompt: event.prompt, expiresAt: event.expiresAt)
        pushDeadlines.insert(event.uri, at: event.expiresAt)
        pushedDigests += event.request.digestCount
    }

    private mutating func removePushed(_ uri: SecretDigest) {
        guard let request = pushed.removeValue(forKey: uri) else { return }
        pushDeadlines.remove(uri, at: request.expiresAt)
        pushedDigests -= request.request.digestCount
    }

    private mutating func keep(_ event: LoginEvent.ClientAuthorized) {
        grants[event.grant] = Grant(
            clientID: event.clientID,
            sessionID: nil,
            scopes: event.scopes,
            nonce: nil,
            forgottenAt: event.forgottenAt
        )
        grantDeadlines.insert(event.grant, at: event.forgottenAt)
    }

    private mutating func open(_ event: LoginEvent.LoginRequested, at instant: Date) {
        logins[event.login] = OpenLogin(
            request: event.request,
            requestedAt: instant,
            expiresAt: event.expiresAt,
            phase: .choosing
        )
        loginDeadlines.insert(event.login, at: event.expiresAt)
        loginDigests += event.request.digestCount
    }

    private mutating func answer(_ event: LoginEvent.LoginAnswered) {
        guard case .asked(let practitioner, let method) = logins[event.login]?.phase else { return }
        logins[event.login]?.phase = .answered(practitioner: practitioner, method: method, outcome: event.outcome)
    }

    private mutating func lapse(_ event: LoginEvent.LoginLapsed) {
        guard var login = logins[event.login], case .asked(let practitioner, let method) = login.phase else { return }
        loginDeadlines.remove(event.login, at: login.expiresAt)
        login.phase = .lapsed(practitioner: practitioner, method: method)
        login.expiresAt = event.keptUntil
        logins[event.login] = login
        loginDeadlines.insert(event.login, at: event.keptUntil)
    }

    private mutating func removeLogin(_ id: SecretDigest) {
        guard let login = logins.removeValue(forKey: id) else { return }
        loginDeadlines.remove(id, at: login.expiresAt)
        loginDigests -= login.request.digestCount
    }

    private mutating func begin(_ event: LoginEvent.LoginApproved, at instant: Date) {
        sessions[event.session] = LoginSession(
            id: event.session,
            practitionerID: event.practitioner,
            method: event.method,
            authenticatedAt: instant,
            authenticatedAtRealTime: event.authenticatedAtRealTime,
            endsAt: event.endsAt,
            browser: event.browser
        )
        sessionDeadlines.insert(event.session, at: event.endsAt)
        if let browser = event.browser { browsers[browser] = event.session }
    }

    private mutating func keep(_ event: LoginEvent.CodeIssued) {
        guard let login = logins[event.login] else { return }
        removeLogin(event.login)
        codes[event.code] = AuthorizationCode(
            request: login.request,
            sessionID: event.session,
            expiresAt: event.expiresAt,
            credential: event.credential
        )
        codeDeadlines.insert(event.code, at: event.expiresAt)
    }

    private mutating func removeCode(_ id: SecretDigest) {
        guard let code = codes.removeValue(forKey: id) else { return }
        codeDeadlines.remove(id, at: code.expiresAt)
    }

    private mutating func redeem(_ event: LoginEvent.CodeRedeemed) {
        guard let code = codes[event.code] else { return }
        removeCode(event.code)
        grants[event.code] = Grant(
            clientID: code.request.clientID,
            sessionID: code.sessionID,
            scopes: code.request.scopes,
            nonce: code.request.nonce,
            credential: code.credential
        )
        sessions[code.sessionID]?.grants.append(event.code)
        guard let oldest = sessions[code.sessionID]?.grants.first,
            let count = sessions[code.sessionID]?.grants.count, count > LoginPolicy.maximumGrantsPerSession
        else { return }
        sessions[code.sessionID]?.grants.removeFirst()
        forgetGrant(oldest)
    }

    private mutating func keep(_ event: LoginEvent.TokenIssued) {
        guard var grant = grants[event.grant] else { return }
        tokens[event.token] = IssuedToken(
            use: event.use,
            grant: event.grant,
            certificate: event.certificate,
            expiresAt: event.expiresAt,
            scopes: event.scopes
        )
        grant.tokens.append(event.token)
        // The oldest are long replaced: each refresh adds one of either use.
        if grant.tokens.count > LoginPolicy.maximumTokensPerGrant { tokens[grant.tokens.removeFirst()] = nil }
        grants[event.grant] = grant
    }

    private mutating func end(_ event: LoginEvent.SessionEnded, at instant: Date) {
        guard var session = sessions[event.session] else { return }
        sessionDeadlines.remove(session.id, at: session.deadline)
        session.ended = .init(instant: instant, reason: event.reason, forgottenAt: event.forgottenAt)
        sessions[session.id] = session
        sessionDeadlines.insert(session.id, at: session.deadline)
        if let browser = session.browser { browsers[browser] = nil }
    }

    private mutating func forgetSession(_ id: String) {
        guard let session = sessions.removeValue(forKey: id) else { return }
        sessionDeadlines.remove(id, at: session.deadline)
        for grant in session.grants { forgetGrant(grant) }
    }

    private mutating func forgetGrant(_ id: SecretDigest) {
        guard let grant = grants.removeValue(forKey: id) else { return }
        for token in grant.tokens { tokens[token] = nil }
        if let forgottenAt = grant.forgottenAt { grantDeadlines.remove(id, at: forgottenAt) }
    }
}
