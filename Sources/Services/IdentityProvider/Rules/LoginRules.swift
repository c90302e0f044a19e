package import Foundation

/// The rules of the login, pure: what a command makes happen in a state at an instant.
package enum LoginRules {
    package static func decide(
        _ command: LoginCommand,
        in state: LoginState,
        at now: Date
    ) throws(LoginFailure) -> [LoginEvent] {
        switch command {
        case .request(let request): try open(request, state, now)
        case .push(let push): self.push(push, state, now)
        case .submit(let submission): try submit(submission, state, now)
        case .answer(let practitioner, let outcome): try answer(practitioner, outcome, state, now)
        case .collect(let login, let keys): try collect(login, keys, state, now)
        case .redeem(let redemption): redeem(redemption, state, now)
        case .refresh(let refresh): self.refresh(refresh, state, now)
        case .authorizeClient(let authorization): authorize(authorization, state, now)
        case .revoke(let token, let clientID): try revoke(token, clientID, state)
        case .register(let client): try register(client, state)
        case .endSession(let id): try endSession(id, state, now)
        case .endSessions(let practitioner): try endSessions(of: practitioner, state, now)
        case .expire: expire(state, now)
        }
    }
}
