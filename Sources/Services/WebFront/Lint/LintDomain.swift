package import Foundation
package import Simulation

/// What clients do that works here but will not work everywhere.
///
/// The journal has an event for the first time that a subject does it, and one for every tenth power after that: a client
/// that signs 200,000 times with one habit makes six of them.
package enum LintDomain: Domain {
    package enum Command: Sendable {
        /// - Parameter count: how often it has been seen, this time included.
        case note(LintRule, subject: String, count: Int, trace: TraceID)
    }

    package enum Event: DomainEvent {
        case found(rule: LintRule, subject: String, trace: TraceID)
        case repeated(rule: String, subject: String, count: Int)

        package enum CodingKeys: String, CodingKey, CaseIterable {
            case found = "lint.found"
            case repeated = "lint.repeated"
        }

        package static var variableFields: Set<String> { ["trace"] }
    }

    package static let name = "lint"
    package static let initialState = LintBook()

    package static func decide(_ command: Command, in context: DecisionContext<LintDomain>) throws(Never) -> [Event] {
        switch command {
        case .note(let rule, let name, let count, let trace):
            let subject = context.state.subject(name, for: rule.id)
            guard let known = context.state[rule.id, subject] else {
                return [.found(rule: rule, subject: subject, trace: trace)]
            }
            return count >= known.count * 10 ? [.repeated(rule: rule.id, subject: subject, count: count)] : []
        }
    }

    package static func apply(_ event: Event, at instant: Date, to state: inout LintBook) {
        switch event {
        case .found(let rule, let subject, let trace):
            state.add(LintFinding(rule: rule, subject: subject, firstSeen: instant, trace: trace, count: 1))
        case .repeated(let rule, let subject, let count):
            state.count(rule, subject, count)
        }
    }
}
