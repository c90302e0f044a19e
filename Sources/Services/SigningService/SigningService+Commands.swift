package import Simulation

extension SigningService {
    /// What can be done to authorizations by name, in place of a phone.
    package var commands: [NamedCommand] { [hold, answer, unlock] }

    private var hold: NamedCommand {
        command(
            "authorization.hold",
            "Lets a practitioner's phone wait, so that credentials/authorizeCheck answers 202 until authorization.answer."
        ) { .hold(practitioner: $0) }
    }

    private var unlock: NamedCommand {
        command("authorization.unlock", "Forgets a practitioner's wrong answers, so that locked credentials open.") {
            .unlock(practitioner: $0)
        }
    }

    private var answer: NamedCommand {
        NamedCommand(
            "authorization.answer",
            "Answers every authorization that waits for a practitioner's phone, which then answers at once again.",
            [
                .required("practitioner", .string, "Login id."),
                .required(
                    "outcome",
                    .choice(PendingAuthorization.Answer.allCases.map(\.rawValue)),
                    "What the person does."
                ),
            ]
        ) { arguments in
            let practitioner = try arguments.require("practitioner", arguments.string)
            let outcome: PendingAuthorization.Answer = try arguments.decode("outcome")
            return try await perform(.answer(practitioner: practitioner, outcome), arguments)
        }
    }

    private func command(
        _ name: String,
        _ summary: String,
        _ command: @escaping @Sendable (String) -> SigningCommand
    ) -> NamedCommand {
        NamedCommand(name, summary, [.required("practitioner", .string, "Login id.")]) { arguments in
            let practitioner = try arguments.require("practitioner", arguments.string)
            return try await perform(command(practitioner), arguments)
        }
    }

    private func perform(_ command: SigningCommand, _ arguments: CommandArguments) async throws -> JSONValue {
        let performed = try await simulation.perform(
            command,
            in: SigningDomain.self,
            cause: arguments.cause,
            trace: arguments.trace
        )
        return ["changed": .bool(!performed.events.isEmpty)]
    }
}
