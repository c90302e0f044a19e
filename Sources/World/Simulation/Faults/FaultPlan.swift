/// What goes wrong, where, and how often.
///
/// Rules survive a restart. How often a rule was passed is exact while the program runs; after a restart it goes on from
/// the last passage that had an effect.
package struct FaultPlan: Sendable {
    private let simulation: Simulation

    init(simulation: Simulation) {
        self.simulation = simulation
    }

    /// Asks for the faults at a point, in the order of the plan, and notes in the journal that they happen.
    ///
    /// Does not wait for anything: usable in a TLS callback or an event loop. The caller waits out delays itself.
    package func faults(
        at point: String,
        attributes: [String: String] = [:],
        trace: TraceID = TraceID()
    ) -> [Fault] {
        let counters = simulation.faultCounters
        let faults = counters.pass(point, attributes) + counters.passOnce(point, attributes, trace)
        for (rule, fault) in faults {
            let injection = FaultInjection(
                rule: rule.id,
                point: point,
                passage: fault.passage,
                attributes: attributes,
                effect: rule.effect
            )
            simulation.note(injection, trace: trace)
        }
        return faults.map(\.fault)
    }

    /// Passes a point: waits out its delays (x pace) and gives the first fault that is none.
    ///
    /// - Throws: `CancellationError` when the task is cancelled during a delay.
    package func pass(
        _ point: String,
        attributes: [String: String] = [:],
        trace: TraceID = TraceID()
    ) async throws -> Fault? {
        var first: Fault?
        for fault in faults(at: point, attributes: attributes, trace: trace) {
            if case .delay(let delay) = fault.effect {
                try await simulation.pause(delay)
            } else if first == nil {
                first = fault
            }
        }
        return first
    }

    package var rules: [FaultRule] { simulation.state(of: FaultDomain.self).rules }

    /// Adds a rule behind the others.
    ///
    /// - Throws: ``FaultPlanError`` for an id that is taken, or a point, attribute or effect that does not exist.
    package func add(
        _ rule: FaultRule,
        cause: Cause = .command("fault.add"),
        trace: TraceID = TraceID()
    ) async throws {
        try simulation.injectionPoints.check(rule)
        try await simulation.perform(.add(rule), in: FaultDomain.self, cause: cause, trace: trace)
    }

    /// - Throws: ``FaultPlanError`` `unknownRule`.
    package func remove(
        _ id: String,
        cause: Cause = .command("fault.remove"),
        trace: TraceID = TraceID()
    ) async throws {
        try await simulation.perform(.remove(id: id), in: FaultDomain.self, cause: cause, trace: trace)
    }

    /// Draws from another seed from now on, and counts all passages anew.
    package func reseed(_ seed: Int, cause: Cause, trace: TraceID) async throws {
        try await simulation.perform(.seed(seed), in: FaultDomain.self, cause: cause, trace: trace)
    }

    package func removeAll(
        cause: Cause = .command("fault.clear"),
        trace: TraceID = TraceID()
    ) async throws {
        try await simulation.perform(.removeAll, in: FaultDomain.self, cause: cause, trace: trace)
    }

    /// Adds a rule for what happens under one trace. It has its effect once, whatever its `when`, and is never stored.
    ///
    /// - Throws: ``FaultPlanError`` for a point, attribute or effect that does not exist.
    package func addOnce(_ rule: FaultRule, for trace: TraceID) throws(FaultPlanError) {
        try simulation.injectionPoints.check(rule)
        simulation.faultCounters.addOnce(rule, for: trace)
    }

    /// Forgets what was added for one trace and did not happen.
    package func endOnce(_ trace: TraceID) {
        simulation.faultCounters.endOnce(trace)
    }

    static let chaosPrefix = "chaos."

    /// Puts rules in the place of those of an earlier chaos: this share of the passages of every point goes wrong.
    ///
    /// - Parameter share: 0 to 1; 0 ends the chaos.
    /// - Returns: the rules that were added.
    package func setChaos(
        share: Double,
        cause: Cause = .command("fault.chaos"),
        trace: TraceID = TraceID()
    ) async throws -> [FaultRule] {
        let chaos = share > 0 ? try simulation.injectionPoints.chaos(share: share) : []
        try await replace(Self.chaosPrefix, with: chaos, cause, trace)
        return chaos
    }

    /// What a reserved value chooses happens once, and takes the place of what its bearer chose through the same door
    /// before, if that has not happened yet.
    ///
    /// - Parameters:
    ///   - outcome: nil for a value that chooses nothing.
    ///   - subject: the bearer: a practitioner's id, or a reader's name.
    package func arm(
        _ outcome: ReservedOutcome?,
        at door: ReservedOutcome.Door,
        for subject: String,
        cause: Cause,
        trace: TraceID = TraceID()
    ) async throws {
        let new = outcome.map { [$0.rule(at: door, for: subject)] } ?? []
        try await replace(ReservedOutcome.prefix(door, subject), with: new, cause, trace)
    }

    private func replace(_ prefix: String, with new: [FaultRule], _ cause: Cause, _ trace: TraceID) async throws {
        for rule in new { try simulation.injectionPoints.check(rule) }
        guard !new.isEmpty || rules.contains(where: { $0.id.hasPrefix(prefix) }) else { return }
        try await simulation.perform(
            .replace(prefix: prefix, with: new),
            in: FaultDomain.self,
            cause: cause,
            trace: trace
        )
    }
}
