/// Which cases of the catalogue a vendor's suite has run.
package struct ScenarioCoverage: Sendable {
    package struct Area: Sendable {
        /// `MTLS` and the like.
        package let name: String
        package let count: Int
        package let passed: Int
        /// Names of the cases that nobody has run.
        package let missing: [String]

        package var run: Int { count - missing.count }
    }

    /// In the order of their names.
    package let areas: [Area]

    package init(_ summary: RunSummary, of library: ScenarioLibrary) {
        let cases = library.cases.filter { $0.scenario.pending == nil }.map(\.name)
        let ran = Set(summary.runs.filter { $0.grade.verdict != .notRun }.map(\.name))
        let failed = Set(summary.runs.filter { $0.grade.verdict == .failed }.map(\.name))
        let passed = ran.subtracting(failed)
        let areas = Dictionary(grouping: cases) { name in name.prefix { $0 != "-" }.description }
        self.areas = areas.sorted { $0.key < $1.key }.map { name, cases in
            Area(
                name: name,
                count: cases.count,
                passed: cases.count(where: passed.contains),
                missing: cases.filter { !ran.contains($0) }
            )
        }
    }

    /// `12 of 40 cases of the catalogue were run, 11 passed`, and a line for each area with what is missing.
    package var lines: [String] {
        let (run, count) = (areas.reduce(0) { $0 + $1.run }, areas.reduce(0) { $0 + $1.count })
        let passed = areas.reduce(0) { $0 + $1.passed }
        return ["\(run) of \(count) cases of the catalogue were run, \(passed) passed"]
            + areas.map { area in
                let rest = area.missing.count > 8 ? " and \(area.missing.count - 8) more" : ""
                let missing = area.missing.prefix(8).joined(separator: ", ")
                let name = area.name + String(repeating: " ", count: max(0, 6 - area.name.count))
                return "  \(name) \(area.run)/\(area.count)" + (missing.isEmpty ? "" : "  not run: \(missing)\(rest)")
            }
    }
}
