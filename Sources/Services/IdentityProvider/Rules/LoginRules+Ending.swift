import Foundation

/// Revocation, the end of a session, and everything that time ends by itself.
extension LoginRules {
    /// RFC 7009 section 2.1; CSC API section 11.2: revoking an access token leaves the refresh token alone, revoking a refresh
    /// token takes the whole grant. Nothing happens to what is revoked already.
    static func revoke(
        _ token: SecretDigest,
        _ clientID: String,
        _ state: LoginState
    ) throws(LoginFailure) -> [LoginEvent] {
        guard let issued = state.tokens[token], let grant = state.grants[issued.grant] else { throw .unknownToken }
        guard grant.clientID == clientID else { throw .tokenOfAnotherClient }
        if grant.isRevoked || issued.isRevoked { return [] }
        return switch issued.use {
        case .access: [.tokenRevoked(.init(token: token))]
        case .refresh: [revoked(issued.grant, .refreshRevoked)]
        }
    }

    static func register(_ client: RegisteredClient, _ state: LoginState) throws(LoginFailure) -> [LoginEvent] {
        guard state.clients[client.id] != nil || state.clients.count < LoginPolicy.maximumRegisteredClients else {
            throw .tooManyClients
        }
        return [.clientRegistered(.init(client: client))]
    }

    static func endSession(_ id: String, _ state: LoginState, _ now: Date) throws(LoginFailure) -> [LoginEvent] {
        guard let session = state.sessions[id], session.isAlive(at: now) else { throw .unknownSession }
        return [ended(session, .commanded, now)]
    }

    static func endSessions(
        of practitioner: String,
        _ state: LoginState,
        _ now: Date
    ) throws(LoginFailure) -> [LoginEvent] {
        let alive = state.sessions.values.filter { $0.practitionerID == practitioner && $0.isAlive(at: now) }
        guard !alive.isEmpty else { throw .unknownSession }
        return alive.sorted { ($0.authenticatedAt, $0.id) < ($1.authenticatedAt, $1.id) }
            .map { ended($0, .commanded, now) }
    }

    static func expire(_ state: LoginState, _ now: Date) -> [LoginEvent] {
        let limit = LoginPolicy.expiryBatch
        return state.loginDeadlines.due(at: now, limit: limit).map { expiry(ofLogin: $0.id, state, now) }
            + state.pushDeadlines.due(at: now, limit: limit).map { .requestExpired(.init(uri: $0.id)) }
            + state.grantDeadlines.due(at: now, limit: limit).map { .grantForgotten(.init(grant: $0.id)) }
            + state.codeDeadlines.due(at: now, limit: limit).map { .codeExpired(.init(code: $0.id)) }
            + state.sessionDeadlines.due(at: now, limit: limit).map { entry in
                guard let session = state.sessions[entry.id], session.ended == nil else {
                    return .sessionForgotten(.init(session: entry.id))
                }
                return ended(session, .expired, now)
            }
    }

    private static func expiry(ofLogin id: SecretDigest, _ state: LoginState, _ now: Date) -> LoginEvent {
        guard case .asked = state.logins[id]?.phase else { return .loginExpired(.init(login: id)) }
        return .loginLapsed(.init(login: id, keptUntil: now + LoginPolicy.loginLifetime))
    }
}
