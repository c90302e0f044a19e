/// How the client of a run ended.
package enum ClientOutcome: Hashable, Sendable {
    /// The reference client: all its steps succeeded, or one failed and the rest was left out.
    case reference(ClientReport)
    /// A program of the vendor's.
    case program(ProgramOutcome)
    /// One that was not started by the runner: the journal speaks, and at most an exit status that somebody told.
    case elsewhere(exitCode: Int? = nil)

    /// 0 for a reference client whose steps all succeeded, 1 for one that reported a failure.
    var exitCode: Int? {
        switch self {
        case .reference(let report): report.failure == nil ? 0 : 1
        case .program(let outcome): outcome.exitCode
        case .elsewhere(let code): code
        }
    }

    var output: String? {
        if case .program(let outcome) = self { outcome.output } else { nil }
    }

    var isReference: Bool {
        if case .reference = self { true } else { false }
    }

    /// Whether the runner ended it.
    var endedAtDeadline: Bool {
        if case .program(let outcome) = self, case .deadline = outcome.end { true } else { false }
    }

    /// Whether how it ended is known: even a program that a signal ended has ended.
    var isKnown: Bool { self != .elsewhere() }
}
