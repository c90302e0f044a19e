/// The plan as it is asked: rules in order, with the passages of each counted.
final class FaultCounters: Sendable {
    private struct State {
        var seed: UInt64
        var rules: [FaultRule] = []
        var passages: [String: Int] = [:]
        var additions: [String: Int] = [:]
        /// The event up to which the rules are known.
        var followedSeq = -1
        /// For one request each: taken out by their effect, or with their request.
        var once: [TraceID: [FaultRule]] = [:]
    }

    private let state: Guarded<State>
    private let seed: UInt64

    init(seed: UInt64) {
        self.seed = seed
        state = Guarded(State(seed: seed))
    }

    var followedSeq: Int { state.withLock { $0.followedSeq } }

    /// Forgets what was counted: the world is reset.
    func forget() {
        state.withLock { $0.passages = [:] }
    }

    /// Takes the rules from the durable state; the counts of those that stay are kept.
    func follow(_ durable: FaultDomain.State, through seq: Int) {
        state.withLock { state in
            let seed = durable.seed.map { UInt64(bitPattern: Int64($0)) } ?? seed
            // Another seed begins to count anew.
            let counted = seed == state.seed ? state.passages : [:]
            state.seed = seed
            state.followedSeq = seq
            state.rules = durable.rules
            state.passages = durable.lastPassage
            let additions = state.additions
            state.additions = durable.additions
            for rule in durable.rules where durable.additions[rule.id] == additions[rule.id] {
                guard let count = counted[rule.id] else { continue }
                state.passages[rule.id] = max(count, durable.lastPassage[rule.id] ?? 0)
            }
        }
    }

    func addOnce(_ rule: FaultRule, for trace: TraceID) {
        state.withLock { $0.once[trace, default: []].append(rule) }
    }

    func endOnce(_ trace: TraceID) {
        state.withLock { $0.once[trace] = nil }
    }

    /// Takes out the rules of one request that match.
    func passOnce(
        _ point: String,
        _ attributes: [String: String],
        _ trace: TraceID
    ) -> [(rule: FaultRule, fault: Fault)] {
        state.withLock { state in
            guard let rules = state.once[trace] else { return [] }
            state.once[trace] = rules.filter { !$0.matches(point, attributes) }
            return rules.filter { $0.matches(point, attributes) }.map { rule in
                var stream = SeededStream(seed: state.seed, rule: rule.id, passage: 1)
                let effect = rule.effect.drawn(from: &stream)
                return (rule, Fault(rule: rule.id, passage: 1, effect: effect, random: stream))
            }
        }
    }

    /// Counts the passage for every matching rule and gives those that have an effect, in the order of the plan.
    func pass(_ point: String, _ attributes: [String: String]) -> [(rule: FaultRule, fault: Fault)] {
        state.withLock { state in
            guard !state.rules.isEmpty else { return [] }
            var faults: [(FaultRule, Fault)] = []
            for rule in state.rules where rule.matches(point, attributes) {
                let passage = state.passages[rule.id, default: 0] + 1
                state.passages[rule.id] = passage
                var stream = SeededStream(seed: state.seed, rule: rule.id, passage: passage)
                guard rule.when.includes(passage: passage, draws: &stream) else { continue }
                let effect = rule.effect.drawn(from: &stream)
                faults.append((rule, Fault(rule: rule.id, passage: passage, effect: effect, random: stream)))
            }
            return faults
        }
    }
}

extension FaultEffect {
    fileprivate func drawn(from stream: inout SeededStream) -> Fault.Effect {
        switch self {
        case .error(let value): .error(value)
        case .delay(let delay): .delay(delay.draw(from: &stream))
        case .drop: .drop
        case .flip(let bit): .flip(bit: bit)
        case .custom(let name, let value): .custom(name, value)
        }
    }
}
