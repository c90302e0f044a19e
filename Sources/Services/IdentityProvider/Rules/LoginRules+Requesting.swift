import Foundation
import WebFront

/// An authorization request: a page, a code at once where the browser's session will do, or a plain no.
extension LoginRules {
    static func open(
        _ command: LoginRequest,
        _ state: LoginState,
        _ now: Date
    ) throws(LoginFailure) -> [LoginEvent] {
        guard let uri = command.pushed else { return openNow(command, state, now) }
        guard let pushed = state.pushed[uri], now < pushed.expiresAt, pushed.request == command.request,
            pushed.prompt == command.prompt
        else { throw .unknownRequestURI }
        return [.requestTaken(.init(uri: uri))] + openNow(command, state, now)
    }

    /// RFC 9126 section 2: what was pushed is good for one authorization request of the same client.
    static func push(_ push: RequestPush, _ state: LoginState, _ now: Date) -> [LoginEvent] {
        let pushed = LoginEvent.requestPushed(
            .init(
                uri: push.uri,
                request: push.request,
                prompt: push.prompt,
                expiresAt: now + LoginPolicy.pushedRequestLifetime
            )
        )
        let places = displaced(
            from: state.pushDeadlines,
            isFull: state.pushed.count >= LoginPolicy.maximumPushedRequests,
            digests: state.pushedDigests + push.request.digestCount
        ) { state.pushed[$0]?.request.digestCount ?? 0 }
        return places.map { .requestDisplaced(.init(uri: $0)) } + [pushed]
    }

    /// The oldest ones that have to go for one more, by number and by size.
    ///
    /// - Parameter digests: of all of them with the new one.
    private static func displaced(
        from queue: DeadlineQueue<SecretDigest>,
        isFull: Bool,
        digests: Int,
        _ size: (SecretDigest) -> Int
    ) -> [SecretDigest] {
        var (displaced, digests) = ([SecretDigest](), digests)
        for entry in queue.entries {
            let isTooLong = digests > LoginPolicy.maximumPendingDigests
            guard isTooLong || isFull && displaced.isEmpty else { break }
            displaced.append(entry.id)
            digests -= size(entry.id)
        }
        return displaced
    }

    private static func openNow(_ command: LoginRequest, _ state: LoginState, _ now: Date) -> [LoginEvent] {
        let requested = LoginEvent.loginRequested(
            .init(
                login: command.login,
                request: command.request,
                expiresAt: now + LoginPolicy.loginLifetime
            )
        )
        if let session = reusableSession(for: command, state, now) {
            let reused = LoginEvent.sessionReused(.init(login: command.login, session: session.id))
            return [requested, reused] + issueCode(command.code, login: command.login, session: session.id, state, now)
        }
        if command.prompt.isSilent { return [.loginForbidden(.init(clientID: command.request.clientID))] }
        let places = displaced(
            from: state.loginDeadlines,
            isFull: state.logins.count >= LoginPolicy.maximumOpenLogins,
            digests: state.loginDigests + command.request.digestCount
        ) { state.logins[$0]?.request.digestCount ?? 0 }
        return places.map { .loginDisplaced(.init(login: $0)) } + [requested]
    }

    /// OpenID Connect Core section 3.1.2.3: a session may be used again unless the application insists on a fresh login.
    private static func reusableSession(for command: LoginRequest, _ state: LoginState, _ now: Date) -> LoginSession? {
        guard !command.prompt.mustAuthenticate,
            let browser = command.browser,
            let session = state.browsers[browser].flatMap({ state.sessions[$0] }),
            session.isAlive(at: now),
            command.request.method == nil || command.request.method == session.method,
            command.request.loginHint == nil || command.request.loginHint == session.practitionerID
        else { return nil }
        let age = now.timeIntervalSince(session.authenticatedAt)
        return age > command.prompt.maximumAge.map(Double.init) ?? .infinity ? nil : session
    }

    static func issueCode(
        _ code: SecretDigest,
        login: SecretDigest,
        session: String,
        credential: CredentialGrant? = nil,
        _ state: LoginState,
        _ now: Date
    ) -> [LoginEvent] {
        let issued = LoginEvent.codeIssued(
            .init(
                code: code,
                login: login,
                session: session,
                expiresAt: now + LoginPolicy.codeLifetime,
                credential: credential
            )
        )
        guard state.codes.count >= LoginPolicy.maximumCodes, let oldest = state.codeDeadlines.first else {
            return [issued]
        }
        return [.codeDisplaced(.init(code: oldest.id)), issued]
    }
}
