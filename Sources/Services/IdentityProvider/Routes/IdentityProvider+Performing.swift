import Hummingbird
import Simulation
import WebFront

extension IdentityProvider {
    /// Performs a command for a request and returns after what it brought about is durable.
    func perform(
        _ command: LoginCommand,
        for request: Request,
        _ context: FrontRequestContext
    ) async throws -> Performed<LoginDomain> {
        try await simulation.perform(
            command,
            in: LoginDomain.self,
            cause: cause(request),
            trace: context.traceID
        )
    }

    /// What a reserved login id chose takes the place of what the practitioner's login before it chose.
    func arm(
        _ outcome: ReservedOutcome?,
        for practitioner: LoginPractitioner,
        _ request: Request,
        _ context: FrontRequestContext
    ) async throws {
        try await simulation.faults.arm(
            outcome,
            at: .login,
            for: practitioner.id,
            cause: cause(request),
            trace: context.traceID
        )
    }

    func note(_ habits: [LintRule], of clientID: String, in request: Request, _ context: FrontRequestContext) async {
        for habit in habits {
            await lints?.note(habit, subject: clientID, cause: cause(request), trace: context.traceID)
        }
    }

    private func cause(_ request: Request) -> Cause {
        .request("\(request.method.rawValue) \(request.uri.path)")
    }
}
