import OpenSSL

/// One GeneralName (RFC 5280, 4.2.1.6) of a profile.
enum GeneralNameRule: Sendable, Hashable {
    case directory(NameRule)
    case dns(Template)
    /// An address, or in name constraints an address with its prefix length: `127.0.0.0/8`.
    case address(InternetAddress)
    case uri(Template)
    case other(OID, Template)
    /// The extra host names and addresses that the simulator was started with.
    case hosts

    static func list(_ node: HierarchyNode) throws(HierarchyError) -> [GeneralNameRule] {
        var rules: [GeneralNameRule] = []
        for item in try node.list() { rules.append(try GeneralNameRule(item)) }
        return rules
    }

    private init(_ item: HierarchyNode) throws(HierarchyError) {
        let (name, value) = try item.named()
        switch (name, value) {
        case ("hosts", nil):
            self = .hosts
        case ("directory", let value?):
            self = .directory(try NameRule(value))
        case ("dns", let value?):
            self = .dns(try value.template())
        case ("uri", let value?):
            self = .uri(try value.template())
        case ("ip", let value?):
            guard let address = InternetAddress(try value.text()) else { throw value.error("no IP address") }
            self = .address(address)
        case ("other", let value?):
            let fields = try value.fields(["oid", "utf8"])
            self = .other(try fields.required("oid").oid(), try fields.required("utf8").template())
        default:
            throw item.error("unknown kind of name “\(name)”; one of: directory, dns, ip, uri, other, hosts")
        }
    }
}
