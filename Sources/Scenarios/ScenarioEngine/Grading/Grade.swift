/// What came out of a run.
package struct Grade: Hashable, Sendable {
    package enum Verdict: String, Hashable, Sendable, CaseIterable {
        case passed
        case failed
        /// Never the same as passed.
        case notRun = "not-run"
    }

    package let verdict: Verdict
    package let expectations: [Judgement]
    package let controls: [ControlResult]
    /// Why it was not run, or what broke.
    package let reason: String?

    package init(expectations: [Judgement], controls: [ControlResult]) {
        let isGood = expectations.allSatisfy(\.isMet) && !controls.contains { $0.outcome == .broken }
        verdict = isGood ? .passed : .failed
        self.expectations = expectations
        self.controls = controls
        reason = nil
    }

    /// As a report tells it.
    init(_ verdict: Verdict, _ expectations: [Judgement], _ controls: [ControlResult], reason: String?) {
        self.verdict = verdict
        self.expectations = expectations
        self.controls = controls
        self.reason = reason
    }

    /// Something kept it from being run to its end.
    package init(notRun reason: String) {
        verdict = .notRun
        expectations = []
        controls = []
        self.reason = reason
    }
}
