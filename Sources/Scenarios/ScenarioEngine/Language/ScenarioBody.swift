/// What a scenario and its variants are both made of.
struct ScenarioBody {
    let given: Given
    let reactions: [Reaction]
    let client: [ClientStep]
    let expectations: [Expectation]
    let advice: Advice

    init(_ fields: SourceFields, scenario id: String) throws(ScenarioError) {
        given = try fields["given"].map { (value) throws(ScenarioError) in try Given(value, scenario: id) } ?? Given()
        var reactions: [Reaction] = []
        for (index, value) in (try fields["when"]?.list() ?? []).enumerated() {
            reactions.append(try Reaction(value, scenario: id, number: index + 1))
        }
        var client: [ClientStep] = []
        for value in try fields["client"]?.list() ?? [] { client.append(try ClientStep(value)) }
        var expectations: [Expectation] = []
        for value in try fields["expect"]?.list() ?? [] { expectations.append(try Expectation(value)) }
        self.reactions = reactions
        self.client = client
        self.expectations = expectations
        advice = try fields["advice"].map(Advice.init) ?? Advice()
    }
}
