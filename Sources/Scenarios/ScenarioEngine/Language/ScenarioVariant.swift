/// A named override: `MTLS-05@http-400`.
package struct ScenarioVariant: Hashable, Sendable {
    package var name: String
    package var title: String?
    package var given = Given()
    package var reactions: [Reaction] = []
    /// Replaces the steps where it is not empty.
    package var client: [ClientStep] = []
    /// Come beside those of the scenario.
    package var expectations: [Expectation] = []
    package var advice = Advice()

    package init(_ name: String) {
        self.name = name
    }

    init(_ name: String, _ value: SourceValue, scenario id: String) throws(ScenarioError) {
        self.name = name
        let fields = try value.fields(["title", "given", "when", "client", "expect", "advice"])
        title = try fields.text("title")
        let body = try ScenarioBody(fields, scenario: "\(id)-\(name)")
        given = body.given
        reactions = body.reactions
        client = body.client
        expectations = body.expectations
        advice = body.advice
    }
}
