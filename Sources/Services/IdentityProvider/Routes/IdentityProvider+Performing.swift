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
            cause: .request("\(request.method.rawValue) \(request.uri.path)"),
            trace: context.traceID
        )
    }

    func note(_ habits: [LintRule], of clientID: String, in request: Request, _ context: FrontRequestContext) async {
        let cause = Cause.request("\(request.method.rawValue) \(request.uri.path)")
        for habit in habits { await lints?.note(habit, subject: clientID, cause: cause, trace: context.traceID) }
    }
}
