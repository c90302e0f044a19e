/// Scenarios that were read together: unique ids, parents found, no circles.
package struct ScenarioLibrary: Sendable {
    /// In the order of their ids, each with everything that it inherits.
    package let scenarios: [Scenario]

    package init(_ read: [Scenario]) throws(ScenarioError) {
        var byID: [String: Scenario] = [:]
        for scenario in read {
            if let first = byID.updateValue(scenario, forKey: scenario.id) {
                throw ScenarioError(scenario.origin, "the id \"\(scenario.id)\" stands in \(first.origin.file) too")
            }
        }
        var complete: [Scenario] = []
        for scenario in read { complete.append(try Self.complete(scenario, byID, below: [])) }
        scenarios = complete.sorted { $0.id < $1.id }
    }

    private static func complete(
        _ scenario: Scenario,
        _ byID: [String: Scenario],
        below children: [String]
    ) throws(ScenarioError) -> Scenario {
        guard let name = scenario.parent else { return scenario }
        let line = children + [scenario.id]
        guard !line.contains(name) else {
            throw ScenarioError(
                scenario.origin,
                "\"extends\" leads in a circle: \((line + [name]).joined(separator: " → "))"
            )
        }
        guard let parent = byID[name] else {
            throw ScenarioError(
                scenario.origin,
                "there is no scenario \"\(name)\" to extend" + Hint.nearest(name, among: byID.keys)
            )
        }
        return scenario.inheriting(from: try complete(parent, byID, below: line))
    }

    package subscript(id: String) -> Scenario? { scenarios.first { $0.id == id } }

    /// All variants of all scenarios.
    package var cases: [ScenarioCase] { scenarios.flatMap(ScenarioCase.all) }

    /// The cases that a name stands for: a scenario with all its variants, or one variant.
    package func cases(named name: String) -> [ScenarioCase] {
        cases.filter { $0.name == name || $0.scenario.id == name }
    }
}
