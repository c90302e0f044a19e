import Foundation

/// The simulation's own facts: openings, the initial world, resets.
enum SimulationDomain: Domain {
    struct State: Codable, Sendable, Equatable {
        /// What the fault plan draws from; it never feeds anything secret.
        var seed: UInt64?
    }

    enum Command: Sendable {
        case open(seed: UInt64)
        case establish
        /// - Parameter to: what the clock shows afterwards.
        case reset(to: Date)
    }

    enum Event: DomainEvent {
        /// The seed as decimal text: JSON readers lose digits beyond 2^53.
        case opened(seed: String)
        case established
        case reset(from: Date, to: Date)

        enum CodingKeys: String, CodingKey, CaseIterable {
            case opened = "simulation.opened"
            case established = "simulation.established"
            case reset = "simulation.reset"
        }

        static var variableFields: Set<String> { ["seed"] }
    }

    static let name = "simulation"
    static let initialState = State()

    static func decide(_ command: Command, in context: DecisionContext<SimulationDomain>) -> [Event] {
        switch command {
        case .open(let seed): [.opened(seed: String(seed))]
        case .establish: [.established]
        case .reset(let to): [.reset(from: context.now, to: to)]
        }
    }

    static func apply(_ event: Event, at instant: Date, to state: inout State) {
        if case .opened(let seed) = event { state.seed = UInt64(seed) }
    }
}
