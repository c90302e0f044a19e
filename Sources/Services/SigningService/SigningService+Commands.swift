package import Simulation

extension SigningService {
    /// What can be done to authorizations by name, in place of a phone.
    package var commands: [NamedCommand] { [hold, answer, unlock, requirePIN] }

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

    private var requirePIN: NamedCommand {
        NamedCommand(
            "credential.require-pin",
            "Makes a plain-PIN credential of one, as clients of CSC v1 know them; without pin it is again what it was.",
            [
                .required("credential", .string, "Credential id."),
                .optional("pin", .string, "What credentials/authorize has to bring as PIN."),
                .optional("otp", .string, "What it has to bring as OTP besides, each time the same."),
            ]
        ) { arguments in
            let id = try arguments.require("credential", arguments.string)
            guard simulation.credential(id) != nil else {
                throw CommandError.invalidArgument(name: "credential", reason: "there is no credential '\(id)'")
            }
            let (pin, otp) = (arguments.string("pin"), arguments.string("otp"))
            guard pin != nil || otp == nil else { throw CommandError.missingArgument("pin") }
            let secrets = pin.map { PlainSecrets(pin: $0, oneTimePassword: otp) }
            return try await perform(.requireSecrets(secrets, credentialID: id), arguments)
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
