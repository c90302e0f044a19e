package import Simulation

/// A case that was run, with everything that a report tells.
package struct ScenarioRun: Sendable {
    package let name: String
    package let scenario: Scenario
    package let grade: Grade
    package let outcome: ClientOutcome?
    /// The journal of the run, redacted.
    package let events: [EventEnvelope]
    /// Real time, from the start to the grade.
    package let duration: Duration
}
