/// Which cases of a library are run.
package struct ScenarioSelection: Sendable {
    /// Scenarios or variants by name; empty for all.
    package var names: [String] = []
    package var tags: [String] = []
    /// Folder or beginning of the id: `tls`, `MTLS`.
    package var areas: [String] = []
    /// What the client does; nil for whatever a case asks.
    package var tasks: Set<ClientTask>?
    /// Whether the client has the clock of a case that sets one.
    package var hasClock = true
    /// The part of all that is run, from 1, of so many.
    package var shard: (index: Int, count: Int)?
    package var repeats = 1

    package init() {}

    /// - Throws: ``ScenarioError`` for a name that nothing has.
    package func cases(of library: ScenarioLibrary) throws(ScenarioError) -> [ScenarioCase] {
        var cases: [ScenarioCase] = []
        if names.isEmpty { cases = library.cases }
        for name in names {
            let named = library.cases(named: name)
            guard !named.isEmpty else {
                let known = library.scenarios.map(\.id) + library.cases.map(\.name)
                throw ScenarioError(.none, "there is no scenario \"\(name)\"" + Hint.nearest(name, among: known))
            }
            cases += named
        }
        cases = cases.filter { item in
            let scenario = item.scenario
            return (tags.isEmpty || tags.contains { scenario.tags.contains($0) })
                && (areas.isEmpty || areas.contains { Self.isIn($0, scenario) })
        }
        cases = cases.filter { isFit($0.scenario) }
        if let shard {
            // By name and not by place, so that a new scenario moves no other one to another machine.
            cases = cases.filter { Self.place($0.name) % UInt64(shard.count) == UInt64(shard.index - 1) }
        }
        return (0..<repeats).flatMap { _ in cases }
    }

    /// Whether the client does what the case asks.
    private func isFit(_ scenario: Scenario) -> Bool {
        (tasks.map(scenario.tasks.isSubset) ?? true) && (hasClock || scenario.given.clock == nil)
    }

    private static func isIn(_ area: String, _ scenario: Scenario) -> Bool {
        scenario.id.hasPrefix("\(area.uppercased())-")
            || scenario.origin.file.split(separator: "/").dropLast().last == area[...]
    }

    /// FNV-1a: the same on every machine.
    private static func place(_ name: String) -> UInt64 {
        name.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
