/// What the reference client must report: only what is named is compared.
package struct ClientFailurePattern: Hashable, Sendable {
    package var kind: ClientFailureKind?
    package var alert: AlertName?
    package var status: Int?
    /// The `error` of the answer.
    package var error: String?
    /// The `error_description` of the answer.
    package var errorDescription: String?

    package init(
        kind: ClientFailureKind? = nil,
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
        kind = try fields["kind"].map { (value) throws(ScenarioError) in try value.choice() }
        alert = try fields["alert"].map(AlertName.init)
        status = try fields.integer("status")
        error = try fields.text("error")
        errorDescription = try fields.text("error_description")
        guard self != ClientFailurePattern() else { throw value.error("says nothing about the failure") }
    }
}
