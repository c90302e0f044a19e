/// The states of all domains at one moment.
///
/// Tests make their own: `WorldView().setting(Facilities.self, to: state)`; a domain that was not set has its initial state.
package struct WorldView {
    private let world: World?
    private var states: [ObjectIdentifier: any Sendable] = [:]

    package init() {
        world = nil
    }

    init(world: World) {
        self.world = world
    }

    package func setting<D: Domain>(_ domain: D.Type, to state: D.State) -> WorldView {
        var copy = self
        copy.states[ObjectIdentifier(domain)] = state
        return copy
    }

    package func state<D: Domain>(of domain: D.Type) -> D.State {
        if let world { return world.slot(of: domain).state }
        return states[ObjectIdentifier(domain)] as? D.State ?? D.initialState
    }
}
