/// The tables of SCENARIOS.md: which failures of the catalogue have a scenario, and which are open.
package enum CatalogueDocument {
    package static func tables(_ catalogue: FailureCatalogue, _ library: ScenarioLibrary) -> String {
        let shown = catalogue.entries.filter { library[$0.id].map { $0.pending == nil } ?? false }
        let pending = catalogue.entries.filter { library[$0.id]?.pending != nil }
        let open = catalogue.entries.count - shown.count - pending.count
        let head =
            "\(catalogue.entries.count) failures: \(shown.count) shown, \(pending.count) pending, \(open) open;"
            + " \(library.cases.count) cases in all."
        let groups = catalogue.entries.reduce(into: [String]()) { if !$0.contains($1.group) { $0.append($1.group) } }
        let sections = groups.map { group in
            section(group, catalogue.entries.filter { $0.group == group }.map { row($0, library[$0.id]) })
        }
        let ids = Set(catalogue.entries.map(\.id))
        let others = library.scenarios.filter { !ids.contains($0.id) }.map { scenario in
            row(.init(id: scenario.id, title: scenario.title, english: scenario.english ?? ""), scenario)
        }
        return ([head] + sections + (others.isEmpty ? [] : [section("Beside the catalogue", others)]))
            .joined(separator: "\n\n")
    }

    private static func section(_ title: String, _ rows: [String]) -> String {
        (["## \(title)", "", "| id | title | English | state |", "|---|---|---|---|"] + rows).joined(separator: "\n")
    }

    private static func row(_ entry: FailureCatalogue.Entry, _ scenario: Scenario?) -> String {
        "| \(entry.id) | \(entry.title) | \(entry.english) | \(state(scenario)) |"
    }

    private static func state(_ scenario: Scenario?) -> String {
        guard let scenario else { return "open" }
        let link = "[\(scenario.pending == nil ? "shown" : "pending")](Scenarios/\(scenario.origin.file))"
        if let reason = scenario.pending { return "\(link): \(reason)" }
        let count = scenario.variants.count
        return count > 1 ? "\(link), \(count) variants" : link
    }
}
