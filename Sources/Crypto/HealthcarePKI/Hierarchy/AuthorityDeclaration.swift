/// One certification authority as the hierarchy declares it.
package struct AuthorityDeclaration: Sendable, Hashable {
    package let label: String
    /// The real authority that this one plays.
    package let standsFor: String
    /// The label of the authority that signs this one; nil for a self-signed one.
    package let issuer: String?
    /// The label of the profile of this authority's own certificate.
    package let profile: String
    /// The label of the profile that this authority issues when an order names none.
    package let issues: String?
    /// Its key is made on the very first start, not when first needed.
    package let isEager: Bool
    let serialNumber: UInt64
    let subject: NameRule
    let validity: Validity
    /// What the profile's `{fields}` are in this authority's certificate.
    let fields: [String: String]
    package let revocationSchedule: RevocationSchedule
}

extension AuthorityDeclaration {
    /// What every authority's name must say, for people who meet one of its certificates in the wild.
    static let warning = "TEST - NOT FOR PRODUCTION"

    private static let keys: Set<String> = [
        "stands-for", "inherits", "issuer", "profile", "issues", "eager", "serial", "subject", "valid", "fields",
        "revocation-list",
    ]

    /// Reads an authority on top of the one it inherits from.
    init(_ node: HierarchyNode, parent: AuthorityDeclaration?) throws(HierarchyError) {
        let fields = try node.fields(Self.keys)
        label = node.key
        standsFor = try fields.required("stands-for").text()
        issuer = try Self.issuer(fields["issuer"], parent: parent)
        profile = try fields["profile"]?.text() ?? parent?.profile ?? fields.required("profile").text()
        issues = try fields["issues"]?.text() ?? parent?.issues
        isEager = try fields.flag("eager", default: parent?.isEager ?? false)
        serialNumber = try fields["serial"]?.integer() ?? parent?.serialNumber ?? fields.required("serial").integer()
        subject = try Self.subject(fields, parent: parent)
        if let valid = fields["valid"] {
            validity = try Validity(valid)
        } else {
            validity = try parent?.validity ?? Validity(fields.required("valid"))
        }
        self.fields = try Self.texts(fields["fields"]) ?? parent?.fields ?? [:]
        if let list = fields["revocation-list"] {
            revocationSchedule = try RevocationSchedule(list)
        } else {
            revocationSchedule =
                try parent?.revocationSchedule ?? RevocationSchedule(fields.required("revocation-list"))
        }
    }

    private static func issuer(
        _ node: HierarchyNode?,
        parent: AuthorityDeclaration?
    ) throws(HierarchyError) -> String? {
        guard let node else { return parent?.issuer }
        let label = try node.text()
        return label == "self" ? nil : label
    }

    private static func subject(
        _ fields: HierarchyFields,
        parent: AuthorityDeclaration?
    ) throws(HierarchyError) -> NameRule {
        guard let node = fields["subject"] else { return try parent?.subject ?? NameRule(fields.required("subject")) }
        let name = try NameRule(node)
        guard name.attributes.contains(where: { $0.value == Template(warning) }) else {
            throw node.error("an authority's name must have an attribute “\(warning)”")
        }
        return name
    }

    private static func texts(_ node: HierarchyNode?) throws(HierarchyError) -> [String: String]? {
        guard let node else { return nil }
        var texts: [String: String] = [:]
        for entry in try node.entries() { texts[entry.key] = try entry.text() }
        return texts
    }
}
