extension Scenario {
    static let keys = [
        "id", "title", "english", "rules", "tags", "extends", "pending", "given", "variants", "when", "client",
        "expect",
        "advice",
    ]

    /// Reads a document.
    ///
    /// - Parameter file: how messages call it.
    package init(yaml: String, file: String) throws(ScenarioError) {
        let document = try YAMLReader.read(yaml, file: file)
        let fields = try document.fields(Self.keys)
        let id = try fields.required("id")
        self.init(try id.text(), title: try fields.required("title").text())
        guard Self.isID(self.id) else {
            throw id.error("\"\(self.id)\" is no id: capital letters, digits and hyphens, such as MTLS-05")
        }
        origin = document.origin
        english = try fields.text("english")
        rules = try fields.texts("rules")
        tags = try fields.texts("tags")
        parent = try fields.text("extends")
        pending = try fields.text("pending")
        let body = try ScenarioBody(fields, scenario: self.id)
        given = body.given
        reactions = body.reactions
        client = body.client
        expectations = body.expectations
        advice = body.advice
        for member in try fields["variants"]?.mapping() ?? [] {
            guard Self.isVariantName(member.key) else {
                throw ScenarioError(
                    member.keyOrigin,
                    "\"\(member.key)\" is no variant's name: small letters, digits and hyphens"
                )
            }
            variants.append(try ScenarioVariant(member.key, member.value, scenario: self.id))
        }
    }

    private static func isID(_ text: String) -> Bool {
        text.utf8.count <= 40 && text.first?.isLetter == true
            && text.unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isUppercase || $0 == "-" || ("0"..."9").contains($0))
            }
    }

    private static func isVariantName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 60
            && text.unicodeScalars.allSatisfy {
                $0.isASCII && ($0.properties.isLowercase || "-.0123456789".unicodeScalars.contains($0))
            }
    }
}
