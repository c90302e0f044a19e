package import Foundation
package import Simulation

/// A rule that a subject did not keep: when it was seen first, and how often.
package struct LintFinding: Codable, Equatable, Sendable {
    package let rule: LintRule
    /// Whose habit it is: a client id, a practitioner, a facility's certificate. No secret.
    package let subject: String
    package let firstSeen: Date
    /// The request in which it was seen first.
    package let trace: TraceID
    package var count: Int
}

extension LintFinding: CustomStringConvertible {
    /// `csc.base64url (vendor-app): … 12 times, first in the request with trace 0af7….`
    package var description: String {
        let times = count == 1 ? "once" : "\(count) times"
        return "\(rule.id) (\(subject)): \(rule.japanese) / \(rule.english) Seen \(times), first with trace \(trace)."
    }
}
