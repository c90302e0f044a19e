import Foundation
package import Simulation

extension JSONReport {
    /// The runs of a report that was written before.
    ///
    /// - Parameter file: how messages call it.
    /// - Throws: ``ScenarioError`` that says what is missing.
    package static func runs(_ report: JSONValue, file: String) throws(ScenarioError) -> [ScenarioRun] {
        let origin = Origin(file: file, line: 0, column: 0)
        guard let members = report["runs"]?.array else {
            throw ScenarioError(origin, "is no report of 'hpki-sim run --json': it has no \"runs\"")
        }
        var runs: [ScenarioRun] = []
        for (index, member) in members.enumerated() {
            guard let run = run(member) else {
                throw ScenarioError(origin, "is no report of 'hpki-sim run --json': run \(index + 1) cannot be read")
            }
            runs.append(run)
        }
        return runs
    }

    private static func run(_ json: JSONValue) -> ScenarioRun? {
        guard let name = json["name"]?.string, let title = json["title"]?.string,
            let verdict = json["verdict"]?.string.flatMap(Grade.Verdict.init),
            let milliseconds = json["milliseconds"]?.integer,
            let expectations = all(json["expectations"], judgement), let controls = all(json["controls"], control),
            let events = all(json["journal"], EventEnvelope.init(json:))
        else { return nil }
        var scenario = Scenario(name.split(separator: "@").first.map(String.init) ?? name, title: title)
        scenario.english = json["english"]?.string
        scenario.rules = json["rules"]?.array?.compactMap(\.string) ?? []
        scenario.tags = json["tags"]?.array?.compactMap(\.string) ?? []
        scenario.pending = json["pending"]?.string
        scenario.advice = Advice(vendor: json["advice"]?["vendor"]?.string, user: json["advice"]?["user"]?.string)
        return ScenarioRun(
            name: name,
            scenario: scenario,
            grade: Grade(verdict, expectations, controls, reason: json["reason"]?.string),
            outcome: json["client"].flatMap(outcome),
            events: events,
            duration: .milliseconds(milliseconds)
        )
    }

    /// nil where one of them cannot be read.
    private static func all<Value>(_ json: JSONValue?, _ read: (JSONValue) -> Value?) -> [Value]? {
        guard let elements = json?.array else { return nil }
        let values = elements.compactMap(read)
        return values.count == elements.count ? values : nil
    }

    private static func judgement(_ json: JSONValue) -> Judgement? {
        guard let expected = json["expected"]?.string, let isMet = json["met"]?.bool else { return nil }
        return Judgement(expected, isMet: isMet, found: json["found"]?.string, evidence: evidence(json))
    }

    private static func control(_ json: JSONValue) -> ControlResult? {
        guard let control = json["control"]?.string.flatMap(Control.init),
            let outcome = json["outcome"]?.string.flatMap(ControlResult.Outcome.init)
        else { return nil }
        return ControlResult(
            control: control,
            outcome: outcome,
            found: json["found"]?.string,
            evidence: evidence(json).map(Evidence.journal) + requests(json) + outputLines(json)
        )
    }

    private static func evidence(_ json: JSONValue) -> [Int] { json["evidence"]?.array?.compactMap(\.integer) ?? [] }

    private static func requests(_ json: JSONValue) -> [Evidence] {
        (json["evidence_requests"]?.array ?? []).compactMap { request in
            guard let number = request["number"]?.integer, let what = request["request"]?.string else { return nil }
            return .request(number, what)
        }
    }

    private static func outputLines(_ json: JSONValue) -> [Evidence] {
        (json["evidence_output_lines"]?.array ?? []).compactMap { $0.integer.map(Evidence.output) }
    }

    private static func outcome(_ json: JSONValue) -> ClientOutcome? {
        if let end = json["end"]?.string.flatMap(ProgramOutcome.End.init) {
            return .program(
                ProgramOutcome(
                    end: end,
                    output: json["output"]?.string ?? "",
                    isOutputCut: json["output_cut"]?.bool ?? false
                )
            )
        }
        guard let done = json["done"]?.array else { return .elsewhere(exitCode: json["exit_code"]?.integer) }
        var report = ClientReport()
        report.done = done.compactMap(\.string)
        report.failedStep = json["failed_step"]?.string
        report.failure = json["failure"]?.string.map { ClientFailureReport(kind: .other, text: $0) }
        return .reference(report)
    }
}

extension ProgramOutcome.End {
    /// Reads the description back.
    fileprivate init?(_ text: String) {
        if text.hasPrefix("exited with "), let code = Int(text.dropFirst("exited with ".count)) {
            self = .exited(code)
        } else if text.hasPrefix("ended by signal "), let signal = Int(text.dropFirst("ended by signal ".count)) {
            self = .killed(signal: signal)
        } else if text.hasPrefix("ended at its deadline of "),
            let deadline = Duration(text: String(text.dropFirst("ended at its deadline of ".count)))
        {
            self = .deadline(deadline)
        } else if text.hasPrefix("not started: ") {
            self = .notStarted(String(text.dropFirst("not started: ".count)))
        } else {
            return nil
        }
    }
}
