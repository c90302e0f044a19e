import Simulation

/// Holds a run against its scenario and against the controls.
package struct Grader: Sendable {
    /// Texts that a program must not write.
    package let secrets: [String]

    package init(secrets: [String]) {
        self.secrets = secrets.filter { $0.count >= 6 }
    }

    package func grade(_ scenario: Scenario, _ run: RunRecord) -> Grade {
        var expectations: [Judgement] = []
        if case .program(let outcome) = run.client {
            switch outcome.end {
            case .notStarted(let reason): return Grade(notRun: "the program was not started: \(reason)")
            case .deadline(let deadline):
                let found = "it was ended after \(deadline)"
                expectations = [Judgement("the program ends by itself", isMet: false, found: found)]
            default: break
            }
        }
        let judged = scenario.expectations.map { ($0, $0.judge(run)) }
        let mustFail = Self.mustFail(scenario)
        let controls = Control.allCases.map { $0.judge(run, secrets: secrets, mustFail: mustFail) }
        let unreached = Self.unreached(scenario, run)
        let isThere = Occasion(judged: judged, controls: controls, run: run).isThere
        // Who never came as far cannot have met what should happen there; what it must not do it has not done.
        let counted = isThere || unreached == nil ? judged : judged.filter { !$0.0.isPositive }
        expectations += counted.compactMap(\.1) + Self.unexpectedFailure(scenario, run)
        if !isThere {
            if let unreached {
                expectations.append(unreached)
            } else if !run.hasVisitor, !run.client.endedAtDeadline {
                return Grade(
                    notRun: "the program never came to the simulator: does it use the addresses in its environment?"
                )
            } else if Grade(expectations: expectations, controls: controls).verdict == .passed {
                return Grade(notRun: "the program came, and never as far as what this scenario is about")
            }
        }
        return Grade(expectations: expectations, controls: controls)
    }

    /// What a program says and how it ends is all there is where nothing of it reaches the simulator.
    private static func unreached(_ scenario: Scenario, _ run: RunRecord) -> Judgement? {
        for case .unreached(let words) in scenario.expectations {
            guard case .program(let outcome) = run.client else { return nil }
            let wanted = "it fails, and its output names the cause: \(words.joined(separator: ", "))"
            guard let code = outcome.exitCode, code != 0 else {
                let end = outcome.exitCode.map { "with \($0)" } ?? "by a signal or at its deadline"
                return Judgement(wanted, isMet: false, found: "it ended \(end)")
            }
            let says = words.contains { outcome.output.says($0) }
            return Judgement(wanted, isMet: says, found: "the output says none of these")
        }
        return nil
    }

    /// A reference client that fails where nothing speaks of a failure has not come as far as the scenario means.
    private static func unexpectedFailure(_ scenario: Scenario, _ run: RunRecord) -> [Judgement] {
        guard case .reference(let report) = run.client, let failure = report.failure,
            !scenario.expectations.contains(where: \.speaksOfTheEnd)
        else { return [] }
        let step = report.failedStep ?? "the start"
        return [Judgement("every step of the client succeeds", isMet: false, found: "\(step): \(failure.text)")]
    }

    /// Whether there is something that the person has to be told.
    private static func mustFail(_ scenario: Scenario) -> Bool {
        scenario.expectations.contains { expectation in
            switch expectation {
            case .never(let pattern): pattern.type == "signature.created"
            case .failure, .alert, .http: true
            default: false
            }
        }
    }
}

extension RunRecord {
    /// Whether a client was there at all. Who drives the simulator over the admin API is none.
    var hasVisitor: Bool {
        events.contains { event in
            switch event.cause.kind {
            case .request: !event.cause.subject.contains(" /_sim/")
            case .handshake, .apdu: true
            // A reader that is refused by a fault leaves no other trace.
            case .command, .scenario, .due, .program: event.type == "fault.injected"
            }
        } || records.contains { $0.kind != "command" && $0.fields["path"]?.string?.hasPrefix("/_sim/") != true }
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
