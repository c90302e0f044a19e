/// Why a scenario cannot be used, and where that stands in its file.
package struct ScenarioError: Error, Hashable, Sendable {
    package let origin: Origin
    package let reason: String

    package init(_ origin: Origin, _ reason: String) {
        self.origin = origin
        self.reason = reason
    }
}

extension ScenarioError: CustomStringConvertible {
    /// One line: `Scenarios/tls/MTLS-05.yaml:7:3: unknown key "tilte": did you mean "title"?`
    package var description: String { origin.isKnown ? "\(origin): \(reason)" : reason }
}
