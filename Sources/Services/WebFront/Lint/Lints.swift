import Logging
package import Simulation
import Synchronization

/// Where services note what a client should not do, and where it is read at the end. One for the whole simulator.
///
/// ```swift
/// await lints.note(.base64URL, subject: grant.clientID, cause: .request("POST /csc/v2/…"), trace: context.traceID)
/// ```
package final class Lints: Sendable {
    private struct Key: Hashable {
        let rule: String
        let subject: String
    }

    private let simulation: Simulation
    /// Exact counts; the journal has the powers of ten.
    private let counts = Mutex<[Key: Int]>([:])

    /// - Parameter simulation: one with ``LintDomain``.
    package init(_ simulation: Simulation) {
        self.simulation = simulation
    }

    /// Counts a habit; it is an event the first time and at powers of ten. Never fails the request that it is about.
    ///
    /// - Parameter subject: whose habit it is, e.g. the OAuth `client_id`; no secret.
    package func note(_ rule: LintRule, subject: String, cause: Cause, trace: TraceID) async {
        let (kept, known) = simulation.read(LintDomain.self) { book in
            let kept = book.subject(subject, for: rule.id)
            return (kept, book[rule.id, kept]?.count)
        }
        let count = counts.withLock { counts in
            let key = Key(rule: rule.id, subject: kept)
            // Without a finding there is nothing to go on from: a new world, or one that was reset.
            let count = known.map { max($0, counts[key] ?? 0) + 1 } ?? 1
            counts[key] = count
            return count
        }
        guard count >= (known ?? 0) * 10 else { return }
        do {
            try await simulation.perform(
                .note(rule, subject: kept, count: count, trace: trace),
                in: LintDomain.self,
                cause: cause,
                trace: trace
            )
        } catch {
            simulation.logger.error("the lint \(rule.id) was not noted: \(error)")
        }
    }

    /// What was found, in the order of its coming, with the counts as they are now.
    package var findings: [LintFinding] {
        let findings = simulation.read(LintDomain.self, \.findings)
        return counts.withLock { counts in
            findings.map { finding in
                var finding = finding
                let exact = counts[Key(rule: finding.rule.id, subject: finding.subject)] ?? 0
                finding.count = max(finding.count, exact)
                return finding
            }
        }
    }
}
