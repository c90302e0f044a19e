package import Simulation

extension IdentityProvider {
    /// What can be done to logins and sessions by name: instead of moving the clock, or in place of a phone.
    package var commands: [NamedCommand] { [registerClient, endSession, answerLogin] }

    private var endSession: NamedCommand {
        NamedCommand(
            "session.end",
            "Ends authentication sessions at once, as if their 18 hours were over: every token answers expired_token.",
            [
                .optional("practitioner", .string, "Login id: ends all of this person's sessions."),
                .optional("session", .string, "Id of one session, the sid of its ID token."),
            ]
        ) { [simulation] arguments in
            let command: LoginCommand
            switch (arguments.string("practitioner"), arguments.string("session")) {
            case (let practitioner?, nil): command = .endSessions(practitioner: practitioner)
            case (nil, let session?): command = .endSession(id: session)
            default: throw CommandError.invalidArgument(name: "session", reason: "either practitioner or session")
            }
            let performed = try await simulation.perform(
                command,
                in: LoginDomain.self,
                cause: arguments.cause,
                trace: arguments.trace
            )
            return ["ended": .integer(performed.events.count)]
        }
    }

    private var answerLogin: NamedCommand {
        NamedCommand(
            "login.answer",
            "Answers the login of a practitioner that waits longest (outcome no-answer), in place of phone or card.",
            [
                .required("practitioner", .string, "Login id."),
                .required(
                    "outcome",
                    .choice(LoginOutcome.allCases.filter { $0 != .noAnswer }.map(\.rawValue)),
                    "How it ends."
                ),
            ]
        ) { [simulation] arguments in
            let practitioner = try arguments.require("practitioner", arguments.string)
            let outcome: LoginOutcome = try arguments.decode("outcome")
            try await simulation.perform(
                .answer(practitioner: practitioner, outcome: outcome),
                in: LoginDomain.self,
                cause: arguments.cause,
                trace: arguments.trace
            )
            return ["answered": .string(practitioner)]
        }
    }
}
