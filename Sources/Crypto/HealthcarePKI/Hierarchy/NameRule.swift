import OpenSSL

/// One attribute of a distinguished name as the hierarchy writes it: `O: "{organisation?}"`.
struct AttributeRule: Sendable, Hashable {
    let type: OID
    let value: Template

    init(_ entry: (name: String, value: HierarchyNode?), in list: HierarchyNode) throws(HierarchyError) {
        guard let value = entry.value else { throw list.error("a name is a list of “type: value”") }
        guard let type = Self.types[entry.name] else {
            let known = Self.types.keys.sorted().joined(separator: ", ")
            throw value.error("unknown attribute type “\(entry.name)”; one of: \(known)")
        }
        self.type = type
        self.value = try value.template()
    }

    private static let types: [String: OID] = [
        "C": .countryName, "O": .organizationName, "OU": .organizationalUnitName, "CN": .commonName,
        "L": .localityName, "ST": .stateOrProvinceName, "serialNumber": .serialNumber,
    ]
}

/// A distinguished name with fields to fill in, one attribute per relative name, in order.
struct NameRule: Sendable, Hashable {
    let attributes: [AttributeRule]

    init(_ node: HierarchyNode) throws(HierarchyError) {
        var attributes: [AttributeRule] = []
        for item in try node.list() { attributes.append(try AttributeRule(try item.named(), in: item)) }
        self.attributes = attributes
    }

    func filledAttributes(from fields: [String: String]) throws(IssuingError) -> [NameAttribute] {
        var filled: [NameAttribute] = []
        for attribute in attributes {
            guard let value = try attribute.value.filled(from: fields) else { continue }
            // X.520 gives country names and serial numbers no other choice than PrintableString.
            let isPrintable = [OID.countryName, .serialNumber].contains(attribute.type)
            filled.append(NameAttribute(attribute.type, value, isPrintable ? .printable : .utf8))
        }
        return filled
    }

    /// The name, without the attributes whose optional field was not given.
    func filled(from fields: [String: String]) throws(IssuingError) -> DistinguishedName {
        DistinguishedName(try filledAttributes(from: fields))
    }
}

extension HierarchyNode {
    func template() throws(HierarchyError) -> Template {
        guard let template = Template(try text()) else { throw error("a {field} is not closed or has no name") }
        return template
    }

    func oid() throws(HierarchyError) -> OID {
        let text = try text()
        guard let oid = OID(dotted: text) else { throw error("“\(text)” is no object identifier") }
        return oid
    }
}
