import Simulation

/// JUnit XML, as CI systems read it: a suite, a test case for each run.
package enum JUnitReport {
    package static func xml(_ summary: RunSummary) -> String {
        let seconds = summary.runs.reduce(0) { $0 + $1.duration.seconds }
        let head =
            "<testsuite name=\"hpki-sim\" tests=\"\(summary.runs.count)\" failures=\"\(summary.count(.failed))\""
            + " skipped=\"\(summary.count(.notRun))\" errors=\"0\" time=\"\(text(seconds))\">"
        let cases = summary.runs.map(testCase).joined(separator: "\n")
        return
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n\(head)\n\(cases)\n</testsuite>\n</testsuites>\n"
    }

    private static func testCase(_ run: ScenarioRun) -> String {
        let area = run.name.split(separator: "-").first.map(String.init) ?? "scenario"
        let name = MarkupEscaping.escape("\(run.name) \(run.scenario.title)")
        let start = "<testcase classname=\"hpki-sim.\(area)\" name=\"\(name)\" time=\"\(text(run.duration.seconds))\">"
        let details = MarkupEscaping.escape(TextReport.lines(run).dropFirst().joined(separator: "\n"))
        let inner =
            switch run.grade.verdict {
            case .passed: ""
            case .failed: "<failure message=\"\(MarkupEscaping.escape(first(run)))\">\(details)</failure>"
            case .notRun: "<skipped message=\"\(MarkupEscaping.escape(run.grade.reason ?? ""))\"/>"
            }
        return start + inner + "</testcase>"
    }

    private static func first(_ run: ScenarioRun) -> String {
        run.grade.expectations.first { !$0.isMet }.map { "expected: \($0.expected); found: \($0.found ?? "")" }
            ?? run.grade.controls.first { $0.outcome == .broken }.map { "\($0.control.rawValue) \($0.control.english)" }
            ?? "failed"
    }

    /// Three decimals, whatever the machine's language.
    private static func text(_ seconds: Double) -> String {
        let milliseconds = Int((seconds * 1000).rounded())
        let rest = String(milliseconds % 1000)
        return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
    }
}
