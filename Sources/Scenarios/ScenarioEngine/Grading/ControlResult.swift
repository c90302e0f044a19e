/// A control held against a run.
package struct ControlResult: Hashable, Sendable {
    package enum Outcome: String, Hashable, Sendable {
        case kept
        case broken
        /// The run gave no occasion to break it.
        case notTested = "not-tested"
    }

    package let control: Control
    package let outcome: Outcome
    /// What was seen, where it was broken.
    package let found: String?
    /// What shows it, where it was broken.
    package let evidence: [Evidence]
}
