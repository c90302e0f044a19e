/// How a vendor's program ended.
package struct ProgramOutcome: Hashable, Sendable {
    package enum End: Hashable, Sendable {
        case exited(Int)
        case killed(signal: Int)
        /// Ended by the runner, with all its children.
        case deadline(Duration)
        case notStarted(String)
    }

    package let end: End
    /// Standard output and error, each up to its bound, as UTF-8 where it is.
    package let output: String
    package let isOutputCut: Bool

    package init(end: End, output: String = "", isOutputCut: Bool = false) {
        self.end = end
        self.output = output
        self.isOutputCut = isOutputCut
    }

    package var exitCode: Int? {
        if case .exited(let code) = end { code } else { nil }
    }
}
