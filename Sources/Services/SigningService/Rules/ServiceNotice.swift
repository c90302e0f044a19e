/// What the service tells a facility beside its answers: shown by a good vendor's program, never an error.
package struct ServiceNotice: Sendable, Equatable {
    /// The machine-readable code.
    package let code: String
    /// Japanese, with English beside.
    package let text: String

    package init(code: String, text: String) {
        self.code = code
        self.text = text
    }
}
