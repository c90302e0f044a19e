package import Simulation

/// What a scenario makes of signatures in the background.
package enum BackgroundFault {
    /// Effects: `delay`, until which `signPolling` answers 202; anything else fails the request, its authorization spent.
    package static let point = InjectionPoint(
        "signing.background",
        "A request of operationMode A was accepted, and nothing has been signed for it yet.",
        attributes: ["practitioner", "credential"]
    )

    /// Nobody asks for the reason: `signPolling` says `server_error`.
    struct Failure: Error {}

    static func pass(_ simulation: Simulation, _ facts: CredentialFacts, _ trace: TraceID) async throws {
        let attributes = ["practitioner": facts.practitionerID, "credential": facts.id]
        let fault = try await simulation.faults.pass(point.name, attributes: attributes, trace: trace)
        if fault != nil { throw Failure() }
    }
}
