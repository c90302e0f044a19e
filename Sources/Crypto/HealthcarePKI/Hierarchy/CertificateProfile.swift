package import OpenSSL

/// What certificates of one kind look like.
package struct CertificateProfile: Sendable, Hashable {
    package let label: String
    /// The kind of key that the certificate is for.
    package let key: KeyKind
    let digest: DigestAlgorithm
    /// Absent in authorities' profiles: there the authority names itself.
    let subject: NameRule?
    let validity: Validity?
    /// Signed with its own key and bearing its own name as the issuer's, whoever was to issue it.
    let isSelfSigned: Bool
    let extensions: [NamedExtensionRule]
}

extension CertificateProfile {
    /// Reads a profile on top of the one it inherits from.
    init(_ node: HierarchyNode, parent: CertificateProfile?) throws(HierarchyError) {
        let fields = try node.fields([
            "inherits", "key", "digest", "subject", "valid", "self-signed", "extensions", "without", "replace", "add",
        ])
        label = node.key
        key = try fields.value("key", inherited: parent?.key) { node throws(HierarchyError) in try node.keyKind() }
        digest = try fields.value("digest", inherited: parent?.digest ?? .sha256) { node throws(HierarchyError) in
            try node.choice()
        }
        subject = try fields.value("subject", inherited: .some(parent?.subject)) { node throws(HierarchyError) in
            try NameRule(node)
        }
        validity = try fields.value("valid", inherited: .some(parent?.validity)) { node throws(HierarchyError) in
            try Validity(node)
        }
        isSelfSigned = try fields.flag("self-signed", default: parent?.isSelfSigned ?? false)
        extensions = try Self.extensions(fields, parent: parent)
    }

    private static func extensions(
        _ fields: HierarchyFields,
        parent: CertificateProfile?
    ) throws(HierarchyError) -> [NamedExtensionRule] {
        var rules = parent?.extensions ?? []
        if let list = fields["extensions"] { rules = try NamedExtensionRule.list(list) }
        if let without = fields["without"] {
            for item in try without.list() { rules.remove(at: try index(of: try item.text(), in: rules, at: item)) }
        }
        if let replace = fields["replace"] {
            for item in try replace.entries() {
                let place = try index(of: item.key, in: rules, at: item)
                let rule = try ExtensionRule(name: item.key, value: item, item: item)
                rules[place] = NamedExtensionRule(name: item.key, rule: rule)
            }
        }
        if let add = fields["add"] { rules += try NamedExtensionRule.list(add) }
        return rules
    }

    private static func index(
        of name: String,
        in rules: [NamedExtensionRule],
        at node: HierarchyNode
    ) throws(HierarchyError) -> Int {
        guard let index = rules.firstIndex(where: { $0.name == name }) else {
            throw node.error("the profile has no extension “\(name)”")
        }
        return index
    }
}

extension HierarchyNode {
    fileprivate func keyKind() throws(HierarchyError) -> KeyKind {
        switch try text() {
        case "rsa-1024": return .rsa(bits: 1024)
        case "rsa-2048": return .rsa(bits: 2048)
        case "rsa-3072": return .rsa(bits: 3072)
        case "rsa-4096": return .rsa(bits: 4096)
        case "ec-p256": return .ec(.p256)
        case "ec-p384": return .ec(.p384)
        case let other:
            throw error(
                "unknown kind of key “\(other)”; one of: rsa-1024, rsa-2048, rsa-3072, rsa-4096, ec-p256, ec-p384"
            )
        }
    }
}
