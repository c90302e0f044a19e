/// What is run: a scenario, or one of its variants, with everything that it inherits.
package struct ScenarioCase: Hashable, Sendable {
    /// `MTLS-05` or `MTLS-05@http-400`.
    package let name: String
    package let scenario: Scenario

    package init(name: String, scenario: Scenario) {
        self.name = name
        self.scenario = scenario
    }

    /// - Parameter scenario: with its parent's words in it already.
    package static func all(of scenario: Scenario) -> [ScenarioCase] {
        guard !scenario.variants.isEmpty else { return [ScenarioCase(name: scenario.id, scenario: scenario)] }
        return scenario.variants.map { variant in
            var varied = scenario
            varied.variants = []
            varied.title = variant.title ?? scenario.title
            varied.given = scenario.given.overridden(by: variant.given)
            varied.reactions += variant.reactions
            if !variant.client.isEmpty { varied.client = variant.client }
            varied.expectations += variant.expectations
            varied.advice = variant.advice.completed(by: scenario.advice)
            return ScenarioCase(name: "\(scenario.id)@\(variant.name)", scenario: varied)
        }
    }
}

extension Scenario {
    /// The same, completed by what its parent says.
    func inheriting(from parent: Scenario) -> Scenario {
        var child = self
        child.parent = nil
        child.rules = parent.rules + rules.filter { !parent.rules.contains($0) }
        child.tags = parent.tags + tags.filter { !parent.tags.contains($0) }
        child.given = parent.given.overridden(by: given)
        child.reactions = parent.reactions + reactions
        if client.isEmpty { child.client = parent.client }
        child.expectations = parent.expectations + expectations
        child.advice = advice.completed(by: parent.advice)
        if variants.isEmpty { child.variants = parent.variants }
        return child
    }
}
