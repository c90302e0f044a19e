package import Foundation
package import Simulation

/// Logins, sessions, codes and tokens as a part of the world. The rules themselves are ``LoginRules``.
package enum LoginDomain: Domain {
    package typealias State = LoginState
    package typealias Command = LoginCommand
    package typealias Event = LoginEvent
    package typealias Failure = LoginFailure

    package static let name = "login"
    package static let initialState = LoginState()
    package static let stateVersion = 3

    package static func decide(
        _ command: LoginCommand,
        in context: DecisionContext<LoginDomain>
    ) throws(LoginFailure) -> [LoginEvent] {
        try LoginRules.decide(command, in: context.state, at: context.now)
    }

    package static func apply(_ event: LoginEvent, at instant: Date, to state: inout LoginState) {
        state.apply(event, at: instant)
    }

    package static func nextDue(_ state: LoginState) -> Due<LoginCommand>? {
        state.nextDeadline.map { Due(at: $0, .expire) }
    }
}
