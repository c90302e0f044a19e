import ScenarioEngine
import Simulation

/// What came out of a scenario.
public struct SimulatorGrade: Hashable, Sendable, CustomStringConvertible {
    public enum Verdict: String, Hashable, Sendable, CaseIterable {
        case passed
        case failed
        /// Nobody came to the simulator, or something kept the scenario from being played: never the same as passed.
        case notRun = "not-run"
    }

    /// An expectation of the scenario, or a control that every program is held to.
    public struct Finding: Hashable, Sendable {
        /// `CTL-06` for a control; nil for an expectation.
        public let control: String?
        /// What was expected.
        public let expected: String
        public let isMet: Bool
        /// What was found instead.
        public let found: String?
    }

    /// The case: `MTLS-05@http-400`.
    public let scenario: String
    public let verdict: Verdict
    /// Expectations first, then the controls that the run gave an occasion to break.
    public let findings: [Finding]
    /// The lines that `hpki-sim run` prints: what fell short, and what is to be done.
    public let description: String
    /// The report of `hpki-sim run --json`, to be merged by `hpki-sim scenarios report`.
    public let json: String

    public var isPassed: Bool { verdict == .passed }

    init(_ run: ScenarioRun) {
        scenario = run.name
        verdict =
            switch run.grade.verdict {
            case .passed: .passed
            case .failed: .failed
            case .notRun: .notRun
            }
        let expectations = run.grade.expectations.map { judgement in
            Finding(control: nil, expected: judgement.expected, isMet: judgement.isMet, found: judgement.found)
        }
        let controls = run.grade.controls.filter { $0.outcome != .notTested }.map { result in
            Finding(
                control: result.control.rawValue,
                expected: result.control.english,
                isMet: result.outcome == .kept,
                found: result.found
            )
        }
        findings = expectations + controls
        description = TextReport.lines(run).joined(separator: "\n")
        json = JSONReport.report(RunSummary([run]), version: Simulator.version).text(isPretty: true)
    }
}
