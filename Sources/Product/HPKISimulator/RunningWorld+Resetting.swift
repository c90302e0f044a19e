import Simulation

extension RunningWorld {
    /// Back to the initial world: the journal's state, the facility's file, the front.
    func reset(_ presented: PresentedCertificate, cause: Cause, trace: TraceID = TraceID()) async throws {
        presented.reset()
        try await simulation.reset(cause: cause, trace: trace)
        refusedSecrets.forget()
        try front.follow()
    }

    /// The same as a command; a scenario that is being played goes on.
    func resetCommand(_ presented: PresentedCertificate) -> NamedCommand {
        NamedCommand("reset", "Leads everything back to the initial world; the journal goes on.") { arguments in
            try await reset(presented, cause: arguments.cause, trace: arguments.trace)
            return [:]
        }
    }
}
