/// What the reference client must report: only what is named is compared.
package struct ClientFailurePattern: Hashable, Sendable {
    package var kind: ClientFailureKind?
    /// A text in the name of the call that failed: `/csc/v2/`.
    package var call: String?
    package var alert: AlertName?
    package var status: Int?
    /// The `error` of the answer.
    package var error: String?
    /// The `error_description` of the answer.
    package var errorDescription: String?
    /// Where TLS failed: `handshake`, or `after-handshake` as TLS 1.3 has it for client certificates.
    package var moment: String?
    /// What a signed document fails with (ETSI EN 319 102-1): `HASH_FAILURE`.
    package var subIndication: String?

    package init(
        kind: ClientFailureKind? = nil,
        call: String? = nil,
        alert: AlertName? = nil,
        status: Int? = nil,
        error: String? = nil,
        errorDescription: String? = nil,
        moment: String? = nil,
        subIndication: String? = nil
    ) {
        self.kind = kind
        self.call = call
        self.alert = alert
        self.status = status
        self.error = error
        self.errorDescription = errorDescription
        self.moment = moment
        self.subIndication = subIndication
    }

    init(_ value: SourceValue) throws(ScenarioError) {
        let fields = try value.fields([
            "kind", "call", "alert", "status", "error", "error_description", "moment", "sub-indication",
        ])
        kind = try fields["kind"].map { (value) throws(ScenarioError) in try value.choice() }
        call = try fields.text("call")
        alert = try fields["alert"].map(AlertName.init)
        status = try fields.integer("status")
        error = try fields.text("error")
        errorDescription = try fields.text("error_description")
        moment = try fields.text("moment")
        subIndication = try fields.text("sub-indication")
        guard self != ClientFailurePattern() else { throw value.error("says nothing about the failure") }
    }
}
