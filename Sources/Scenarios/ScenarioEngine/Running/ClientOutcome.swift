/// How the client of a run ended.
package enum ClientOutcome: Hashable, Sendable {
    /// The reference client: all its steps succeeded, or one failed and the rest was left out.
    case reference(ClientReport)
    /// A program of the vendor's.
    case program(ProgramOutcome)
    /// Driven from elsewhere over the admin API: only the journal speaks.
    case elsewhere

    /// 0 for a reference client whose steps all succeeded, 1 for one that reported a failure.
    var exitCode: Int? {
        switch self {
        case .reference(let report): report.failure == nil ? 0 : 1
        case .program(let outcome): outcome.exitCode
        case .elsewhere: nil
        }
    }

    var output: String? {
        if case .program(let outcome) = self { outcome.output } else { nil }
    }
}
