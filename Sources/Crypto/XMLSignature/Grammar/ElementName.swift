/// Which rule of the grammar an element follows: its name, and a word where one name has several rules.
///
/// Written `xa:Cert`, or `xa:Cert V2` for the rule of that name inside SigningCertificateV2.
struct ElementName: Hashable, Sendable {
    let namespace: String
    let name: String
    let variant: String

    init(namespace: String, name: String, variant: String = "") {
        self.namespace = namespace
        self.name = name
        self.variant = variant
    }

    /// The name of an element as it stands in a document.
    init(_ element: Element) {
        self.init(namespace: element.namespace, name: element.name)
    }

    func names(_ element: Element) -> Bool { element.is(name, in: namespace) }
}

extension ElementName: ExpressibleByStringLiteral {
    init(stringLiteral text: String) {
        let words = text.split(separator: " ")
        let parts = (words.first ?? "").split(separator: ":")
        let namespaces = [
            "ds": Namespace.signature, "xa": Namespace.xades, "xa141": Namespace.xades141, "ec": Namespace.exclusive,
        ]
        self.init(
            namespace: parts.first.flatMap { namespaces[String($0)] } ?? "",
            name: parts.last.map(String.init) ?? "",
            variant: words.dropFirst().joined()
        )
    }
}
