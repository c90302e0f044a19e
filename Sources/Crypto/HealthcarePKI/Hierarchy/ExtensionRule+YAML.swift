import OpenSSL

/// An extension with the name by which `without` and `replace` find it.
struct NamedExtensionRule: Sendable, Hashable {
    let name: String
    let rule: ExtensionRule

    static func list(_ node: HierarchyNode) throws(HierarchyError) -> [NamedExtensionRule] {
        var rules: [NamedExtensionRule] = []
        for item in try node.list() {
            let (name, value) = try item.named()
            let rule = try ExtensionRule(name: name, value: value, item: item)
            guard name == "raw" || !rules.contains(where: { $0.name == name }) else {
                throw (value ?? item).error("the extension “\(name)” stands twice")
            }
            rules.append(NamedExtensionRule(name: name, rule: rule))
        }
        return rules
    }
}

extension ExtensionRule {
    static let names = [
        "authority-key-identifier", "subject-key-identifier", "basic-constraints", "key-usage", "extended-key-usage",
        "subject-alternative-name", "issuer-alternative-name", "crl-distribution-points", "certificate-policies",
        "subject-directory-attributes", "name-constraints", "raw",
    ]

    init(name: String, value: HierarchyNode?, item: HierarchyNode) throws(HierarchyError) {
        guard Self.names.contains(name) else {
            let known = Self.names.joined(separator: ", ")
            throw (value ?? item).error("unknown extension “\(name)”; one of: \(known)")
        }
        if name == "subject-key-identifier" {
            guard value == nil else { throw item.error("subject-key-identifier takes no value") }
            self = .subjectKeyIdentifier
            return
        }
        guard let value else { throw item.error("the extension “\(name)” needs a value") }
        self = try Self.valued(name, value)
    }

    private static func valued(_ name: String, _ value: HierarchyNode) throws(HierarchyError) -> ExtensionRule {
        switch name {
        case "authority-key-identifier":
            return .authorityKeyIdentifier(try value.fields(["form"]).required("form").choice())
        case "basic-constraints":
            return try basicConstraints(value)
        case "key-usage":
            let fields = try value.fields(["critical", "bits"])
            return .keyUsage(isCritical: try fields.flag("critical"), try fields.required("bits").choices())
        case "extended-key-usage":
            let fields = try value.fields(["critical", "purposes"])
            return .extendedKeyUsage(isCritical: try fields.flag("critical"), try fields.required("purposes").choices())
        case "subject-alternative-name":
            return .subjectAlternativeName(try GeneralNameRule.list(try value.fields(["names"]).required("names")))
        case "issuer-alternative-name":
            return .issuerAlternativeName(try GeneralNameRule.list(try value.fields(["names"]).required("names")))
        case "crl-distribution-points":
            return try distributionPoints(value)
        case "certificate-policies":
            return try certificatePolicies(value)
        case "subject-directory-attributes":
            let fields = try value.fields(["healthcare-role"])
            guard try fields.required("healthcare-role").flag() else { throw value.error("leave it out instead") }
            return .healthcareRole
        case "name-constraints":
            let fields = try value.fields(["critical", "permitted"])
            return .nameConstraints(
                isCritical: try fields.flag("critical"),
                permitted: try GeneralNameRule.list(try fields.required("permitted"))
            )
        default:
            return try raw(value)
        }
    }

    private static func basicConstraints(_ value: HierarchyNode) throws(HierarchyError) -> ExtensionRule {
        let fields = try value.fields(["critical", "authority", "path-length"])
        var pathLength: Int?
        if let node = fields["path-length"] { pathLength = Int(truncatingIfNeeded: try node.integer()) }
        return .basicConstraints(
            isCritical: try fields.flag("critical"),
            isAuthority: try fields.required("authority").flag(),
            pathLength: pathLength
        )
    }

    private static func distributionPoints(_ value: HierarchyNode) throws(HierarchyError) -> ExtensionRule {
        var points: [DistributionPoint] = []
        for item in try value.list() {
            let (kind, place) = try item.named()
            switch (kind, place) {
            case ("uri", let place?): points.append(.uri(try place.template()))
            case ("directory", let place?): points.append(.directory(try NameRule(place)))
            case ("issuer-and", let place?): points.append(.issuerAnd(try NameRule(place)))
            default: throw item.error("unknown place “\(kind)”; one of: uri, directory, issuer-and")
            }
        }
        return .distributionPoints(points)
    }

    private static func certificatePolicies(_ value: HierarchyNode) throws(HierarchyError) -> ExtensionRule {
        let fields = try value.fields(["critical", "policy", "cps"])
        return .certificatePolicies(
            isCritical: try fields.flag("critical"),
            policy: try fields.required("policy").template(),
            practiceStatement: try fields["cps"]?.template()
        )
    }

    private static func raw(_ value: HierarchyNode) throws(HierarchyError) -> ExtensionRule {
        let fields = try value.fields(["oid", "critical", "der"])
        let der = try fields.required("der")
        guard let bytes = Hex.decode(try der.text()) else { throw der.error("needs hexadecimal bytes") }
        return .raw(try fields.required("oid").oid(), isCritical: try fields.flag("critical"), value: bytes)
    }
}

extension HierarchyNode {
    fileprivate func choices<Choice: RawRepresentable & CaseIterable>() throws(HierarchyError) -> [Choice]
    where Choice.RawValue == String {
        var choices: [Choice] = []
        for item in try list() { choices.append(try item.choice()) }
        return choices
    }
}
