import Foundation
import Simulation

extension Expectation {
    /// - Returns: nil where the run says nothing about it: what the reference client reports, of another program.
    package func judge(_ run: RunRecord) -> Judgement? {
        switch self {
        case .happened(let pattern, let times):
            let lines = Self.lines(pattern, run)
            let wanted = times.map { "\(pattern) happens \($0) times" } ?? "\(pattern) happens"
            return Judgement(
                wanted,
                isMet: times.map { $0 == lines.count } ?? !lines.isEmpty,
                found: "it happened \(lines.count) times",
                evidence: lines
            )
        case .never(let pattern):
            let lines = Self.lines(pattern, run)
            return Judgement(
                "\(pattern) never happens",
                isMet: lines.isEmpty,
                found: "it happened \(lines.count) times",
                evidence: lines
            )
        case .atMost(let pattern, let times):
            let lines = Self.lines(pattern, run)
            return Judgement(
                "\(pattern) happens at most \(times) times",
                isMet: lines.count <= times,
                found: "it happened \(lines.count) times",
                evidence: lines
            )
        case .order(let first, let then, let within): return Self.order(first, then, within, run)
        case .answered(let pattern): return Self.answered(pattern, run)
        case .alert(let alert): return Self.alert(alert, run)
        case .http(let status): return Self.http(status, run)
        case .statusWord(let word): return Self.statusWord(word, run)
        case .exitCode(let code): return Self.exitCode(code, run)
        case .outputContains(let text):
            return run.client.output.map {
                Judgement("the output says \"\(text)\"", isMet: $0.contains(text), found: "it does not")
            }
        case .outputLacks(let text):
            return run.client.output.map {
                Judgement("the output does not say \"\(text)\"", isMet: !$0.contains(text), found: "it does")
            }
        case .failure(let pattern): return Self.failure(pattern, run)
        // Judged by the grader, where the run has met nothing of the scenario.
        case .unreached: return nil
        }
    }

    private static func lines(_ pattern: EventPattern, _ run: RunRecord) -> [Int] {
        run.events.filter(pattern.matches).map(\.seq)
    }

    private static func order(
        _ first: EventPattern,
        _ then: EventPattern,
        _ within: Duration?,
        _ run: RunRecord
    ) -> Judgement {
        let wanted = "\(first) comes before \(then)" + (within.map { ", at most \($0.text) before it" } ?? "")
        guard let early = run.events.first(where: first.matches) else {
            return Judgement(wanted, isMet: false, found: "\(first) did not happen")
        }
        guard let late = run.events.first(where: then.matches) else {
            return Judgement(wanted, isMet: false, found: "\(then) did not happen", evidence: [early.seq])
        }
        let evidence = [early.seq, late.seq]
        guard early.seq < late.seq else {
            return Judgement(wanted, isMet: false, found: "after it", evidence: evidence)
        }
        let gap = late.instant.timeIntervalSince(early.instant)
        return Judgement(
            wanted,
            isMet: within.map { gap <= $0.seconds } ?? true,
            found: "\(gap) s before it",
            evidence: evidence
        )
    }

    private static func answered(_ pattern: RequestPattern, _ run: RunRecord) -> Judgement {
        let requests = run.records.filter { $0.kind == "request" }
        let onPath = requests.filter { pattern.isOnPath($0.fields["path"]?.string ?? "") }
        let count = onPath.count { pattern.status == nil || $0.fields["status"]?.integer == pattern.status }
        let statuses = onPath.compactMap { $0.fields["status"]?.integer }.map(String.init).joined(separator: ", ")
        return Judgement(
            "\(pattern.path) is answered" + (pattern.status.map { " by \($0)" } ?? "")
                + (pattern.times.map { " \($0) times" } ?? ""),
            isMet: pattern.times.map { $0 == count } ?? (count > 0),
            found: onPath.isEmpty ? "it was not asked" : "the answers were \(statuses)"
        )
    }

    private static func alert(_ alert: AlertName, _ run: RunRecord) -> Judgement {
        let rejections = run.events.filter { $0.type == "tls.rejected" }
        let others = rejections.map { $0.payload["alert"]?.integer.map(String.init) ?? "no alert" }
        return refusal(
            "the handshake is refused with the TLS alert \(alert)",
            lines: rejections.filter { $0.payload["alert"]?.integer == alert.number }.map(\.seq),
            otherwise: "refused with " + (others.isEmpty ? "nothing" : others.joined(separator: ", ")),
            seenAs: ClientFailurePattern(kind: .tls, alert: alert),
            run
        )
    }

    private static func http(_ status: Int, _ run: RunRecord) -> Judgement {
        let rejections = run.events.filter { $0.type == "tls.rejected" }
        return refusal(
            "the certificate is refused by HTTP \(status)",
            lines: rejections.filter { $0.payload["style"]?.string == "http-\(status)" }.map(\.seq),
            otherwise: "no certificate was refused so",
            seenAs: ClientFailurePattern(kind: .refused, status: status),
            run
        )
    }

    /// The refusal in the journal and, where the reference client was at work, what it saw.
    private static func refusal(
        _ description: String,
        lines: [Int],
        otherwise: String,
        seenAs pattern: ClientFailurePattern,
        _ run: RunRecord
    ) -> Judgement {
        var complaint = lines.isEmpty ? otherwise : nil
        if case .reference(let report) = run.client {
            complaint = complaint ?? report.failure.map { $0.complaint(about: pattern) } ?? "the client was not refused"
        }
        return Judgement(description, isMet: complaint == nil, found: complaint, evidence: lines)
    }

    private static func statusWord(_ word: String, _ run: RunRecord) -> Judgement {
        let words = run.records.filter { $0.kind == "apdu" }.compactMap { $0.fields["sw"]?.string }
        return Judgement(
            "the card answers \(word)",
            isMet: words.contains(word),
            found: words.isEmpty ? "no command reached a card" : "the answers were \(words.joined(separator: ", "))"
        )
    }

    private static func exitCode(_ code: Int, _ run: RunRecord) -> Judgement? {
        guard run.client.isKnown else { return nil }
        var found = run.client.exitCode.map { "it was \($0)" } ?? "it was ended by a signal"
        if case .reference(let report) = run.client, let failure = report.failure {
            found += " (\(report.failedStep ?? "the start"): \(failure.text))"
        }
        return Judgement("the exit status is \(code)", isMet: run.client.exitCode == code, found: found)
    }

    private static func failure(_ pattern: ClientFailurePattern, _ run: RunRecord) -> Judgement? {
        guard case .reference(let report) = run.client else { return nil }
        let parts = [
            pattern.kind?.rawValue, pattern.alert.map { "alert \($0)" }, pattern.status.map(String.init), pattern.error,
            pattern.errorDescription.map { "“\($0)”" }, pattern.moment, pattern.subIndication,
            pattern.call.map { "at \($0)" },
        ]
        let complaint = report.failure.map { $0.complaint(about: pattern) } ?? "all its steps succeeded"
        return Judgement(
            "the client fails with \(parts.compactMap(\.self).joined(separator: " "))",
            isMet: complaint == nil,
            found: complaint
        )
    }
}
