package import Simulation

/// The report for programs.
package enum JSONReport {
    package static func report(_ summary: RunSummary, version: String) -> JSONValue {
        [
            "version": .string(version), "passed": .integer(summary.count(.passed)),
            "failed": .integer(summary.count(.failed)), "not_run": .integer(summary.count(.notRun)),
            "runs": .array(summary.runs.map(run)),
        ]
    }

    private static func run(_ run: ScenarioRun) -> JSONValue {
        var object: [String: JSONValue] = [
            "name": .string(run.name), "title": .string(run.scenario.title),
            "rules": .array(run.scenario.rules.map(JSONValue.string)),
            "tags": .array(run.scenario.tags.map(JSONValue.string)),
            "verdict": .string(run.grade.verdict.rawValue),
            "milliseconds": .integer(Int((run.duration.seconds * 1000).rounded())),
            "expectations": .array(run.grade.expectations.map(judgement)),
            "controls": .array(run.grade.controls.map(control)), "journal": .array(run.events.map(\.json)),
        ]
        object["english"] = run.scenario.english.map(JSONValue.string)
        object["reason"] = run.grade.reason.map(JSONValue.string)
        object["pending"] = run.scenario.pending.map(JSONValue.string)
        object["advice"] = advice(run.scenario.advice)
        object["client"] = run.outcome.flatMap(client)
        return .object(object)
    }

    private static func judgement(_ judgement: Judgement) -> JSONValue {
        var object: [String: JSONValue] = [
            "expected": .string(judgement.expected), "met": .bool(judgement.isMet),
            "evidence": .array(judgement.evidence.map(JSONValue.integer)),
        ]
        object["found"] = judgement.found.map(JSONValue.string)
        return .object(object)
    }

    private static func control(_ result: ControlResult) -> JSONValue {
        var object: [String: JSONValue] = [
            "control": .string(result.control.rawValue), "title": .string(result.control.title),
            "english": .string(result.control.english), "severity": .integer(result.control.severity),
            "outcome": .string(result.outcome.rawValue),
            "evidence": .array(result.evidence.journal.map(JSONValue.integer)),
        ]
        if !result.evidence.requests.isEmpty {
            object["evidence_requests"] = .array(
                result.evidence.requests.map { ["number": .integer($0.number), "request": .string($0.what)] }
            )
        }
        if !result.evidence.outputLines.isEmpty {
            object["evidence_output_lines"] = .array(result.evidence.outputLines.map(JSONValue.integer))
        }
        object["found"] = result.found.map(JSONValue.string)
        return .object(object)
    }

    private static func advice(_ advice: Advice) -> JSONValue {
        let members: [String: JSONValue?] = [
            "vendor": advice.vendor.map(JSONValue.string), "user": advice.user.map(JSONValue.string),
        ]
        return .object(members.compactMapValues(\.self))
    }

    private static func client(_ outcome: ClientOutcome) -> JSONValue? {
        switch outcome {
        case .elsewhere(let code): return code.map { ["exit_code": .integer($0)] }
        case .reference(let report):
            var object: [String: JSONValue] = ["done": .array(report.done.map(JSONValue.string))]
            object["failed_step"] = report.failedStep.map(JSONValue.string)
            object["failure"] = report.failure.map { .string($0.text) }
            return .object(object)
        case .program(let program):
            var object: [String: JSONValue] = [
                "output": .string(program.output), "output_cut": .bool(program.isOutputCut),
                "end": .string(program.end.description),
            ]
            object["exit_code"] = program.exitCode.map(JSONValue.integer)
            return .object(object)
        }
    }
}

extension ProgramOutcome.End: CustomStringConvertible {
    package var description: String {
        switch self {
        case .exited(let code): "exited with \(code)"
        case .killed(let signal): "ended by signal \(signal)"
        case .deadline(let deadline): "ended at its deadline of \(deadline.text)"
        case .notStarted(let reason): "not started: \(reason)"
        }
    }
}
