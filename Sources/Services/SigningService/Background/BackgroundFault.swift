package import Simulation

/// What a scenario makes of signatures in the background.
package enum BackgroundFault {
    package static let point = InjectionPoint(
        "signing.background",
        "A request of operationMode A was accepted, and nothing has been signed for it yet.",
        attributes: ["practitioner", "credential"],
        effects: [
            FaultEffectKind("delay", "Until then signPolling answers 202.", chaos: "250ms"),
            FaultEffectKind("drop", "The request fails, its authorization spent: signPolling answers 500."),
        ]
    )

    /// Nobody asks for the reason: `signPolling` says `server_error`.
    struct Failure: Error {}

    static func pass(_ simulation: Simulation, _ facts: CredentialFacts, _ trace: TraceID) async throws {
        let attributes = ["practitioner": facts.practitionerID, "credential": facts.id]
        let fault = try await simulation.faults.pass(point.name, attributes: attributes, trace: trace)
        if fault != nil { throw Failure() }
    }
}
