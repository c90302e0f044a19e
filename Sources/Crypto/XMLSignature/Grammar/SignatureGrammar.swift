/// Our own grammar of XML Signature and XAdES 1.3.2 and 1.4.1: what the schemas of W3C and ETSI allow.
///
/// It stands for the validation by XML Schema that the public verifier does first (item XMLスキーマ). Known to differ:
/// `xsd:ID` is checked within its form only (twins are found where they are referred to); InclusiveNamespaces of
/// exclusive canonicalisation is known; and what a schema declares inside one element only is known to wildcards too.
enum SignatureGrammar {
    /// The first thing that is not allowed in a `Signature` element, with its line; nil when all is in order.
    static func violation(in signature: Element) -> String? {
        rules["ds:Signature"].flatMap { violation(signature, $0) }
    }

    private static let rules: [ElementName: ElementRule] = Dictionary(
        (signatureRules + xadesRules + xades141Rules).map { ($0.name, $0) },
        uniquingKeysWith: { first, _ in first }
    )

    private static func violation(_ element: Element, _ rule: ElementRule) -> String? {
        if let message = attributeViolation(element, rule) { return message }
        switch rule.content {
        case .text(let type):
            if let child = element.children.first { return place(child, "must not stand in \(element.qualifiedName)") }
            return type.admits(element.text) ? nil : place(element, "does not hold \(type.description)")
        case .elements(let model):
            guard element.text.allSatisfy(\.isWhitespace) else { return place(element, "must not hold text") }
            return violation(element, model)
        case .mixed(let model): return violation(element, model)
        }
    }

    private static func violation(_ element: Element, _ model: ContentModel) -> String? {
        var rest = model
        for child in element.children {
            let next = rest.after(child)
            guard next != .refused, let particle = rest.particle(for: child) else {
                return place(child, "must not stand here in \(element.qualifiedName)")
            }
            if let message = violation(child, particle) { return message }
            rest = next
        }
        return rest.isNullable ? nil : place(element, "lacks an element at its end")
    }

    private static func violation(_ child: Element, _ particle: ContentModel.Particle) -> String? {
        switch particle {
        case .element(let name):
            return rules[name].flatMap { violation(child, $0) }
        case .wildcard(let wildcard):
            if let rule = rules[ElementName(child)] { return violation(child, rule) }
            if wildcard.isStrict { return place(child, "is not known") }
            // What is not known is passed over, and looked into (processContents="lax").
            for inner in child.children {
                if let message = violation(inner, particle) { return message }
            }
            return nil
        }
    }

    private static func attributeViolation(_ element: Element, _ rule: ElementRule) -> String? {
        var missing = Set(rule.attributes.filter(\.isRequired).map(\.name))
        for attribute in element.attributes where attribute.namespace != Namespace.schemaInstance {
            missing.remove(attribute.name)
            let known = attribute.namespace.isEmpty ? rule.attributes.first { $0.name == attribute.name } : nil
            guard let known else {
                if rule.allowsOtherAttributes { continue }
                return place(element, "must not have the attribute \(attribute.name)")
            }
            let isGood =
                known.isIdentifier ? TextType.isIdentifier(attribute.value) : known.type.admits(attribute.value)
            guard isGood else { return place(element, "has an \(attribute.name) of another form") }
        }
        return missing.min().map { place(element, "lacks the attribute \($0)") }
    }

    private static func place(_ element: Element, _ message: String) -> String {
        "line \(element.line): \(element.qualifiedName) \(message)"
    }
}

extension TextType {
    fileprivate var description: String {
        switch self {
        case .string: "text"
        case .uri: "a URI"
        case .base64: "base64"
        case .dateTime: "a date and time"
        case .integer: "a number"
        case .boolean: "true or false"
        case .oneOf(let values): values.joined(separator: " or ")
        }
    }
}
