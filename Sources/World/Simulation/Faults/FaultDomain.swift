import Foundation

/// The rules of the fault plan and how often each has had its effect: what survives a restart.
enum FaultDomain: Domain {
    struct State: Codable, Sendable, Equatable {
        /// In the order in which they were added.
        var rules: [FaultRule] = []
        /// Of each rule, the last passage that had an effect.
        var lastPassage: [String: Int] = [:]
        /// Of each rule, which addition it came with: one that is removed and added again begins to count anew.
        var additions: [String: Int] = [:]
        var lastAddition = 0
        /// What is drawn from in place of the simulation's seed.
        var seed: Int?
    }

    enum Command: Sendable {
        case add(FaultRule)
        case remove(id: String)
        case removeAll
        /// Takes away all rules whose ids begin so, and puts these, whose ids begin so too, in their place.
        case replace(prefix: String, with: [FaultRule])
        case seed(Int)
        case note(FaultInjection)
    }

    enum Event: DomainEvent {
        case added(FaultRule)
        case removed(id: String)
        case seeded(seed: Int)
        case injected(FaultInjection)

        enum CodingKeys: String, CodingKey, CaseIterable {
            case added = "fault.added"
            case removed = "fault.removed"
            case seeded = "fault.seeded"
            case injected = "fault.injected"
        }
    }

    static let name = "fault"
    /// 2: additions are numbered.
    static let stateVersion = 2
    static let initialState = State()

    static func decide(
        _ command: Command,
        in context: DecisionContext<FaultDomain>
    ) throws(FaultPlanError) -> [Event] {
        let rules = context.state.rules
        switch command {
        case .add(let rule):
            guard !rules.contains(where: { $0.id == rule.id }) else { throw .duplicateRule(rule.id) }
            return [.added(rule)]
        case .remove(let id):
            guard rules.contains(where: { $0.id == id }) else { throw .unknownRule(id) }
            return [.removed(id: id)]
        case .removeAll:
            return rules.map { .removed(id: $0.id) }
        case .replace(let prefix, let new):
            let taken = rules.filter { $0.id.hasPrefix(prefix) }
            return taken.map { .removed(id: $0.id) } + new.map { .added($0) }
        case .seed(let seed):
            return context.state.seed == seed ? [] : [.seeded(seed: seed)]
        case .note(let injection):
            return [.injected(injection)]
        }
    }

    static func apply(_ event: Event, at instant: Date, to state: inout State) {
        switch event {
        case .added(let rule):
            state.rules.append(rule)
            state.lastAddition += 1
            state.additions[rule.id] = state.lastAddition
        case .removed(let id):
            state.rules.removeAll { $0.id == id }
            state.lastPassage[id] = nil
            state.additions[id] = nil
        case .seeded(let seed):
            state.seed = seed
            state.lastPassage = [:]
        case .injected(let injection):
            guard state.rules.contains(where: { $0.id == injection.rule }) else { return }
            state.lastPassage[injection.rule] = max(injection.passage, state.lastPassage[injection.rule] ?? 0)
        }
    }
}

/// A rule has had its effect.
struct FaultInjection: Codable, Hashable, Sendable {
    let rule: String
    let point: String
    let passage: Int
    let attributes: [String: String]
    let effect: FaultEffect
}
