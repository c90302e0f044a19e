/// The list of all failures that there is a scenario for, or is to be.
package struct FailureCatalogue: Sendable {
    package struct Entry: Hashable, Sendable {
        package let id: String
        /// In Japanese.
        package let title: String
        package let english: String

        /// `MTLS` of `MTLS-05`.
        package var group: String { id.prefix { $0 != "-" }.description }
    }

    /// In the order of the list.
    package let entries: [Entry]

    /// - Parameter text: lines of id, title and English title, separated by tabs; `#` begins a remark.
    /// - Throws: ``ScenarioError`` for a line that is none, or an id that stands there twice.
    package init(_ text: String) throws(ScenarioError) {
        var entries: [Entry] = []
        var ids: Set<String> = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            let origin = Origin(file: "catalogue.tsv", line: index + 1, column: 1)
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard cells.count == 3, cells.allSatisfy({ !$0.isEmpty }) else {
                throw ScenarioError(origin, "expected id, title and English title, separated by tabs")
            }
            guard ids.insert(cells[0]).inserted else { throw ScenarioError(origin, "\(cells[0]) stands there twice") }
            entries.append(Entry(id: cells[0], title: cells[1], english: cells[2]))
        }
        self.entries = entries
    }
}
