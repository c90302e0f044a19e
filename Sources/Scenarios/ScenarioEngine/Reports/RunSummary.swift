/// All runs of one call, in the order of their names.
package struct RunSummary: Sendable {
    package let runs: [ScenarioRun]

    package init(_ runs: [ScenarioRun]) {
        self.runs = runs.sorted { ($0.name, $0.duration) < ($1.name, $1.duration) }
    }

    package func count(_ verdict: Grade.Verdict) -> Int { runs.count { $0.grade.verdict == verdict } }

    /// Whether everything that was to be run was run and passed; scenarios that cannot be run here are no failure.
    package var isGood: Bool { count(.failed) == 0 && runs.allSatisfy { $0.grade.verdict != .notRun || $0.isPending } }

    /// `12 passed, 1 failed, 2 not run`.
    package var line: String { "\(count(.passed)) passed, \(count(.failed)) failed, \(count(.notRun)) not run" }
}

extension ScenarioRun {
    /// The file itself says why it cannot be run.
    package var isPending: Bool { scenario.pending != nil }
}
