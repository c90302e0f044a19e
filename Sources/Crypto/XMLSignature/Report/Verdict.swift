/// What became of a check or of a set of them.
package enum Verdict: String, Hashable, Sendable, Codable {
    case valid = "VALID"
    case invalid = "INVALID"
    case indeterminate = "INDETERMINATE"

    package var japanese: String {
        switch self {
        case .valid: "有効"
        case .invalid: "無効"
        case .indeterminate: "未確定"
        }
    }

    /// Any INVALID makes a set INVALID, else any INDETERMINATE makes it INDETERMINATE; an empty set is VALID.
    package init(ofAll verdicts: some Sequence<Verdict>) {
        var worst = Verdict.valid
        for verdict in verdicts {
            if verdict == .invalid { worst = .invalid }
            if verdict == .indeterminate, worst == .valid { worst = .indeterminate }
        }
        self = worst
    }
}
