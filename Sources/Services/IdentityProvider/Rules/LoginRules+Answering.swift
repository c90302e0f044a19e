import Foundation
import WebFront

/// The person's part: the choice, the answer of a phone or card, and the poll that collects it.
extension LoginRules {
    static func submit(
        _ submission: LoginSubmission,
        _ state: LoginState,
        _ now: Date
    ) throws(LoginFailure) -> [LoginEvent] {
        guard let login = state.logins[submission.login], now < login.expiresAt else { throw .unknownLogin }
        guard login.phase == .choosing else { throw .wrongPhase }
        guard login.request.method == nil || login.request.method == submission.method else { throw .methodNotOffered }
        // Desk rule SIG-5: a method that was never registered is refused, however willing the person.
        let outcome = effectiveOutcome(of: submission)
        switch release(by: submission, for: login.request, outcome) {
        case .failure(let reason):
            let refused = LoginEvent.LoginRefused(
                login: submission.login,
                practitioner: submission.practitioner.id,
                method: submission.method,
                reason: reason
            )
            return [.loginRefused(refused)]
        case .success(let credential):
            return end(
                submission.login,
                practitioner: submission.practitioner.id,
                method: submission.method,
                with: outcome,
                credential,
                submission.keys,
                state,
                now
            )
        }
    }

    /// What the person will have released; `nil` where nothing is asked for, or the login fails before it comes to that.
    private static func release(
        by submission: LoginSubmission,
        for request: AuthorizationRequest,
        _ outcome: LoginOutcome
    ) -> Result<CredentialGrant?, LoginRefusal> {
        guard outcome == .approve || outcome == .noAnswer else { return .success(nil) }
        if let account = request.account, account != submission.practitioner.id { return .failure(.anotherAccount) }
        guard let asked = request.credential else { return .success(nil) }
        return asked.grant(from: submission.practitioner.credentials).map(\.self)
    }

    static func answer(
        _ practitioner: String,
        _ outcome: LoginOutcome,
        _ state: LoginState,
        _ now: Date
    ) throws(LoginFailure) -> [LoginEvent] {
        let waiting = state.logins.filter { _, login in
            guard case .asked(practitioner, _) = login.phase else { return false }
            return now < login.expiresAt
        }
        let oldest = waiting.min { ($0.value.requestedAt, $0.key.rawValue) < ($1.value.requestedAt, $1.key.rawValue) }
        guard let login = oldest?.key else { throw .unknownLogin }
        return outcome == .noAnswer ? [] : [.loginAnswered(.init(login: login, outcome: outcome))]
    }

    /// No event: it still waits.
    static func collect(
        _ login: SecretDigest,
        _ keys: LoginKeys,
        _ state: LoginState,
        _ now: Date
    ) throws(LoginFailure) -> [LoginEvent] {
        guard let open = state.logins[login] else { throw .unknownLogin }
        switch open.phase {
        case .choosing: throw .wrongPhase
        case .asked: return []
        case .answered(let practitioner, let method, let outcome):
            return end(
                login,
                practitioner: practitioner,
                method: method,
                with: outcome,
                open.credential,
                keys,
                state,
                now
            )
        case .lapsed(let practitioner, let method):
            let refused = LoginEvent.LoginRefused(
                login: login,
                practitioner: practitioner,
                method: method,
                reason: .lapsed
            )
            return [.loginRefused(refused)]
        }
    }

    private static func effectiveOutcome(of submission: LoginSubmission) -> LoginOutcome {
        let isRegistered = submission.practitioner.methods.contains(submission.method)
        return switch submission.outcome {
        case .approve, .noAnswer: isRegistered ? submission.outcome : .methodNotRegistered
        default: submission.outcome
        }
    }

    private static func end(
        _ login: SecretDigest,
        practitioner: String,
        method: LoginMethod,
        with outcome: LoginOutcome,
        _ credential: CredentialGrant?,
        _ keys: LoginKeys,
        _ state: LoginState,
        _ now: Date
    ) -> [LoginEvent] {
        if let reason = LoginRefusal(outcome) {
            return [.loginRefused(.init(login: login, practitioner: practitioner, method: method, reason: reason))]
        }
        guard outcome == .approve else {
            let asked = LoginEvent.LoginAsked(
                login: login,
                practitioner: practitioner,
                method: method,
                credential: credential
            )
            return [.loginAsked(asked)]
        }
        // [D] A person that releases a credential is at no desk: no session that others could go on with.
        let isRelease = state.logins[login]?.request.credential != nil
        let approved = LoginEvent.LoginApproved(
            login: login,
            session: keys.session,
            practitioner: practitioner,
            method: method,
            authenticatedAtRealTime: keys.realTime,
            endsAt: now + (isRelease ? LoginPolicy.releaseLifetime : LoginPolicy.sessionLifetime),
            browser: isRelease ? nil : keys.browser
        )
        return roomForSession(state, now) + [.loginApproved(approved)]
            + issueCode(keys.code, login: login, session: keys.session, credential: credential, state, now)
    }

    /// The session that is nearest to its end goes when there are too many.
    private static func roomForSession(_ state: LoginState, _ now: Date) -> [LoginEvent] {
        guard state.sessions.count >= LoginPolicy.maximumSessions,
            let session = state.sessionDeadlines.first.flatMap({ state.sessions[$0.id] })
        else { return [] }
        let forgotten = LoginEvent.sessionForgotten(.init(session: session.id))
        return session.ended == nil ? [ended(session, .displaced, now), forgotten] : [forgotten]
    }

    static func ended(_ session: LoginSession, _ reason: SessionEnd, _ now: Date) -> LoginEvent {
        .sessionEnded(
            .init(
                session: session.id,
                practitioner: session.practitionerID,
                reason: reason,
                forgottenAt: now + (session.isRelease ? LoginPolicy.releaseLifetime : LoginPolicy.endedSessionMemory)
            )
        )
    }
}
