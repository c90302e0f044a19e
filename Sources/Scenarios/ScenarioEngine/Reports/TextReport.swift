import Simulation

/// What a run prints on a terminal.
package enum TextReport {
    /// One line, and below it what fell short with what is to be done.
    package static func lines(_ run: ScenarioRun) -> [String] {
        let milliseconds = Int((run.duration.seconds * 1000).rounded())
        var lines = ["\(word(run.grade.verdict))  \(run.name)  \(run.scenario.title)  (\(milliseconds) ms)"]
        if let reason = run.grade.reason { lines.append("      \(reason)") }
        for judgement in run.grade.expectations where !judgement.isMet {
            lines.append("      expected: \(judgement.expected)")
            if let found = judgement.found {
                lines.append(line("found:   ", found, judgement.evidence.map(Evidence.journal)))
            }
        }
        for result in run.grade.controls where result.outcome == .broken {
            let control = result.control
            lines.append(
                "      \(control.rawValue) (severity \(control.severity)) \(control.title) / \(control.english)"
            )
            lines.append(line("found:   ", result.found ?? "", result.evidence))
            lines.append("      → \(control.advice)")
        }
        if run.grade.verdict == .failed, let advice = run.scenario.advice.vendor { lines.append("      → \(advice)") }
        return lines
    }

    /// All runs, and their number.
    package static func text(_ summary: RunSummary) -> String {
        (summary.runs.flatMap(lines) + ["", summary.line]).joined(separator: "\n")
    }

    private static func word(_ verdict: Grade.Verdict) -> String {
        switch verdict {
        case .passed: "PASS"
        case .failed: "FAIL"
        case .notRun: "SKIP"
        }
    }

    private static func line(_ label: String, _ found: String, _ evidence: [Evidence]) -> String {
        "      \(label) \(found)" + (evidence.isEmpty ? "" : " \(evidence.text)")
    }
}
