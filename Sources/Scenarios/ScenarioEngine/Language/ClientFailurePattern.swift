/// What the reference client must report: only what is named is compared.
package struct ClientFailurePattern: Hashable, Sendable {
    /// `tls`, `refused`, `unreachable`, `signatures`, … (``ClientFailureReport/kind``).
    package var kind: String?
    package var alert: AlertName?
    package var status: Int?
    /// The `error` of the answer.
    package var error: String?
    /// The `error_description` of the answer.
    package var errorDescription: String?

    package init(
        kind: String? = nil,
        alert: AlertName? = nil,
        status: Int? = nil,
        error: String? = nil,
        errorDescription: String? = nil
    ) {
        self.kind = kind
        self.alert = alert
        self.status = status
        self.error = error
        self.errorDescription = errorDescription
    }

    init(_ value: SourceValue) throws(ScenarioError) {
        let fields = try value.fields(["kind", "alert", "status", "error", "error_description"])
        kind = try fields.text("kind")
        alert = try fields["alert"].map(AlertName.init)
        status = try fields.integer("status")
        error = try fields.text("error")
        errorDescription = try fields.text("error_description")
        guard self != ClientFailurePattern() else { throw value.error("says nothing about the failure") }
    }
}
