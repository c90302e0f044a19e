import Simulation

/// Holds a run against its scenario and against the controls.
package struct Grader: Sendable {
    /// Texts that a program must not write.
    package let secrets: [String]

    package init(secrets: [String]) {
        self.secrets = secrets.filter { $0.count >= 6 }
    }

    package func grade(_ scenario: Scenario, _ run: RunRecord) -> Grade {
        if case .program(let outcome) = run.client {
            switch outcome.end {
            case .notStarted(let reason): return Grade(notRun: "the program was not started: \(reason)")
            case .deadline(let deadline):
                let judgement = Judgement(
                    "the program ends by itself",
                    isMet: false,
                    found: "it was ended after \(deadline)"
                )
                return Grade(expectations: [judgement] + judgements(scenario, run), controls: controls(scenario, run))
            default: break
            }
            if run.events.allSatisfy({
                $0.cause.kind != .request && $0.cause.kind != .handshake && $0.cause.kind != .apdu
                    // A reader that is refused by a fault leaves no other trace.
                    && $0.type != "fault.injected"
            }),
                run.records.isEmpty
            {
                return Grade(
                    notRun: "the program never came to the simulator: does it use the addresses in its environment?"
                )
            }
        }
        return Grade(expectations: judgements(scenario, run), controls: controls(scenario, run))
    }

    private func judgements(_ scenario: Scenario, _ run: RunRecord) -> [Judgement] {
        scenario.expectations.compactMap { $0.judge(run) } + unexpectedFailure(scenario, run)
    }

    /// A reference client that fails where nothing speaks of a failure has not come as far as the scenario means.
    private func unexpectedFailure(_ scenario: Scenario, _ run: RunRecord) -> [Judgement] {
        guard case .reference(let report) = run.client, let failure = report.failure,
            !scenario.expectations.contains(where: \.speaksOfTheEnd)
        else { return [] }
        let step = report.failedStep ?? "the start"
        return [Judgement("every step of the client succeeds", isMet: false, found: "\(step): \(failure.text)")]
    }

    private func controls(_ scenario: Scenario, _ run: RunRecord) -> [ControlResult] {
        let mustFail = scenario.expectations.contains { expectation in
            switch expectation {
            case .never(let pattern): pattern.type == "signature.created"
            case .failure, .alert, .http: true
            default: false
            }
        }
        return Control.allCases.map { $0.judge(run, secrets: secrets, mustFail: mustFail) }
    }
}

extension Expectation {
    /// Whether it says how the client ends.
    fileprivate var speaksOfTheEnd: Bool {
        switch self {
        case .failure, .alert, .http, .exitCode: true
        default: false
        }
    }
}
