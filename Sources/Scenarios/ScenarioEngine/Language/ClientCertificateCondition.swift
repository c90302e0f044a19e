/// What is wrong with the facility's client certificate or its file.
package struct ClientCertificateCondition: Hashable, Sendable {
    /// Since when it is revoked: an instant or a duration from now.
    package var revoked: String?
    /// The reason on the revocation list.
    package var reason: String?
    /// A certificate or file of another kind in place of the delivered one: see the command `client-certificate.present`.
    package var kind: String?

    package init(revoked: String? = nil, reason: String? = nil, kind: String? = nil) {
        self.revoked = revoked
        self.reason = reason
        self.kind = kind
    }

    /// A kind alone, or `{kind, revoked, reason}`.
    init(_ value: SourceValue) throws(ScenarioError) {
        if case .scalar = value.content {
            self.init(kind: try value.text())
            return
        }
        let fields = try value.fields(["kind", "revoked", "reason"])
        self.init(
            revoked: try fields.text("revoked"),
            reason: try fields.text("reason"),
            kind: try fields.text("kind")
        )
        if reason != nil, revoked == nil { throw value.error("\"reason\" says why it is revoked: say \"revoked\" too") }
    }
}
