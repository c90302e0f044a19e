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
        let faults = simulation.faultCounters.pass(point, attributes)
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
    /// - Throws: ``FaultPlanError`` for an id that is taken, or a point or attribute that does not exist.
    package func add(
        _ rule: FaultRule,
        cause: Cause = .command("fault.add"),
        trace: TraceID = TraceID()
    ) async throws {
        try check(rule)
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

    package func removeAll(
        cause: Cause = .command("fault.clear"),
        trace: TraceID = TraceID()
    ) async throws {
        try await simulation.perform(.removeAll, in: FaultDomain.self, cause: cause, trace: trace)
    }

    private func check(_ rule: FaultRule) throws(FaultPlanError) {
        let points = simulation.injectionPoints
        guard !points.isEmpty else { return }
        let covered = points.filter { rule.covers($0.name) }
        guard !covered.isEmpty else {
            throw .unknownPoint(rule.point, nearest: rule.point.nearest(among: points.map(\.name)))
        }
        let known = Set(covered.flatMap(\.attributes))
        for attribute in rule.matching.keys.sorted() where !known.contains(attribute) {
            throw .unknownAttribute(attribute, known: Array(known))
        }
        for point in covered { try check(rule.effect, at: point) }
    }

    private func check(_ effect: FaultEffect, at point: InjectionPoint) throws(FaultPlanError) {
        guard let effects = point.effects else { return }
        guard let parameters = effects[effect.name] else {
            throw .unknownEffect(effect.name, point: point.name, known: Array(effects.keys))
        }
        do {
            try parameters.check(effect.payload)
        } catch {
            throw .invalidEffect(effect.name, error)
        }
    }
}
