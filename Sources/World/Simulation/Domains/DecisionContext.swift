package import Foundation

/// All that a decision may rest on.
package struct DecisionContext<D: Domain> {
    package let state: D.State
    /// The simulation clock, in whole milliseconds; for a due command its own instant.
    package let now: Date
    private let world: WorldView

    package init(state: D.State, now: Date, world: WorldView = WorldView()) {
        self.state = state
        self.now = now
        self.world = world
    }

    /// The state of another registered domain at the same moment.
    package func state<Other: Domain>(of domain: Other.Type) -> Other.State { world.state(of: domain) }
}
