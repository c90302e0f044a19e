package import OpenSSL

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

    /// The subject of its certificate, which needs no key.
    package var subjectName: DistinguishedName {
        get throws(IssuingError) { try subject.filled(from: [:]) }
    }
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
        issuer = try fields.value("issuer", inherited: .some(parent?.issuer), Self.issuer)
        profile = try fields.value("profile", inherited: parent?.profile, Self.text)
        issues = try fields.value("issues", inherited: .some(parent?.issues), Self.text)
        isEager = try fields.flag("eager", default: parent?.isEager ?? false)
        serialNumber = try fields.value("serial", inherited: parent?.serialNumber) { node throws(HierarchyError) in
            try node.integer()
        }
        subject = try fields.value("subject", inherited: parent?.subject, Self.subject)
        validity = try fields.value("valid", inherited: parent?.validity) { node throws(HierarchyError) in
            try Validity(node)
        }
        self.fields = try fields.value("fields", inherited: parent?.fields ?? [:], Self.texts)
        revocationSchedule = try fields.value("revocation-list", inherited: parent?.revocationSchedule) {
            node throws(HierarchyError) in
            try RevocationSchedule(node)
        }
    }

    private static func text(_ node: HierarchyNode) throws(HierarchyError) -> String { try node.text() }

    private static func issuer(_ node: HierarchyNode) throws(HierarchyError) -> String? {
        let label = try node.text()
        return label == "self" ? nil : label
    }

    private static func subject(_ node: HierarchyNode) throws(HierarchyError) -> NameRule {
        let name = try NameRule(node)
        guard name.attributes.contains(where: { $0.value == Template(warning) }) else {
            throw node.error("an authority's name must have an attribute “\(warning)”")
        }
        return name
    }

    private static func texts(_ node: HierarchyNode) throws(HierarchyError) -> [String: String] {
        var texts: [String: String] = [:]
        for entry in try node.entries() { texts[entry.key] = try entry.text() }
        return texts
    }
}
