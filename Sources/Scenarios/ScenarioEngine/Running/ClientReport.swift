/// What the reference client tells of its steps.
package struct ClientReport: Hashable, Sendable {
    /// The steps that succeeded, by name.
    package var done: [String] = []
    /// The step that failed, and how.
    package var failedStep: String?
    package var failure: ClientFailureReport?

    package init() {}
}

extension ClientReport {
    /// In one line: the steps that succeeded, the one that failed, and how.
    package var line: String {
        let failed = failedStep.map { step in
            let parts = [step, failure?.kind.rawValue, failure?.error, failure?.errorDescription]
            return "; failed: " + parts.compactMap(\.self).joined(separator: " ")
        }
        return "done: \(done.joined(separator: ", "))" + (failed ?? "")
    }
}
