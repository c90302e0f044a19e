/// What acts in a scenario.
package enum ScenarioClient: Sendable {
    /// The reference client: proves the simulator.
    case reference
    /// A program with its arguments, once per case.
    case program([String])
}
