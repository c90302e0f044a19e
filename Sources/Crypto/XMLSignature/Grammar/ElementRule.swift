/// What an element may have and hold.
struct ElementRule: Hashable, Sendable {
    enum Content: Hashable, Sendable {
        case text(TextType)
        /// Elements, and white space between them.
        case elements(ContentModel)
        /// Elements and text in between.
        case mixed(ContentModel)
    }

    /// An attribute without a namespace: `Id`, or `Target!` for one that must be there.
    struct Attribute: Hashable, Sendable {
        let name: String
        let isRequired: Bool
        var type: TextType = .uri
        /// Whether it is an `xsd:ID`.
        var isIdentifier: Bool { name == "Id" }
    }

    let name: ElementName
    let attributes: [Attribute]
    /// Whether attributes of any other name are allowed too.
    var allowsOtherAttributes = false
    let content: Content

    init(_ name: ElementName, _ attributes: [Attribute] = [], _ content: Content) {
        self.name = name
        self.attributes = attributes
        self.content = content
    }

    init(_ name: ElementName, _ attributes: [Attribute] = [], _ model: ContentModel) {
        self.init(name, attributes, .elements(model))
    }

    /// `AnyType` of XAdES.
    static func anything(_ name: ElementName) -> ElementRule {
        var rule = ElementRule(name, [], .mixed(ContentModel.anything.many))
        rule.allowsOtherAttributes = true
        return rule
    }
}

extension ElementRule.Attribute: ExpressibleByStringLiteral {
    init(stringLiteral text: String) {
        isRequired = text.hasSuffix("!")
        name = isRequired ? String(text.dropLast()) : text
    }

    func typed(_ type: TextType) -> Self {
        var attribute = self
        attribute.type = type
        return attribute
    }
}
