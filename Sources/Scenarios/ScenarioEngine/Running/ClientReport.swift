/// What the reference client tells of its steps.
package struct ClientReport: Hashable, Sendable {
    /// The steps that succeeded, by name.
    package var done: [String] = []
    /// The step that failed, and how.
    package var failedStep: String?
    package var failure: ClientFailureReport?

    package init() {}
}
