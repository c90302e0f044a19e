/// What is made to happen, what a program should do about it, and whom to tell.
///
/// Written in YAML (`Scenarios/<area>/<ID>-<slug>.yaml`) or in Swift; both forms hold the same.
package struct Scenario: Hashable, Sendable {
    /// The catalogue's or the rule's id: `MTLS-05`, `DL-6`.
    package var id: String
    /// In Japanese, as screens and reports show it.
    package var title: String
    /// The same in English.
    package var english: String?
    /// Ids of the rules that it covers.
    package var rules: [String] = []
    package var tags: [String] = []
    /// The scenario that it takes everything from which it does not say itself.
    package var parent: String?
    /// Why it cannot be run on one machine, where that is so.
    package var pending: String?
    package var given = Given()
    package var reactions: [Reaction] = []
    /// What the reference client does; a vendor's own program replaces it.
    package var client: [ClientStep] = []
    package var expectations: [Expectation] = []
    package var advice = Advice()
    package var variants: [ScenarioVariant] = []
    package var origin = Origin.none

    package init(_ id: String, title: String) {
        self.id = id
        self.title = title
    }
}
