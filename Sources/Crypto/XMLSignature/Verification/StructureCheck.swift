/// The form of a signature, and that it signs what a reader takes for signed. Not VALID stops all further checks.
struct StructureCheck {
    let parts: SignatureParts
    let index: IdentifierIndex

    var findings: [Finding] {
        if parts.kind == .unknown {
            let message = "a signature in no regular place: \(parts.signature.path)"
            return [.invalid(.signedTarget, .formatFailure, message, attack: .signatureWrapping)]
        }
        let missing = requiredElements
        guard missing.isEmpty else { return missing }
        return [order, hiddenMarkup, signedProperties].compactMap { $0 } + targets
    }

    private var requiredElements: [Finding] {
        let info = parts.signedInfo
        let present: [(String, Bool)] = [
            ("Signature/@Id", parts.signature.attribute("Id")?.isEmpty == false),
            ("SignedInfo", info != nil),
            ("CanonicalizationMethod", info?.child("CanonicalizationMethod", in: Namespace.signature) != nil),
            ("SignatureMethod", info?.child("SignatureMethod", in: Namespace.signature) != nil),
            ("Reference", !parts.references.isEmpty),
            ("DigestMethod", parts.references.allSatisfy { $0.child("DigestMethod", in: Namespace.signature) != nil }),
            ("DigestValue", parts.references.allSatisfy { $0.child("DigestValue", in: Namespace.signature) != nil }),
            ("SignatureValue", parts.signatureValue != nil),
            ("QualifyingProperties", parts.qualifyingProperties != nil),
            ("SignedProperties", parts.signedProperties != nil),
            ("SignedSignatureProperties", parts.signedSignatureProperties != nil),
            ("KeyInfo", parts.keyInfo != nil),
        ]
        return present.filter { !$0.1 }.map { .invalid(.requiredElements, .formatFailure, "\($0.0) is missing") }
    }

    /// The children of Signature in the order of the xmldsig schema.
    private var order: Finding? {
        let names = parts.signature.children.map { $0.namespace == Namespace.signature ? $0.name : $0.qualifiedName }
        let expected = ["SignedInfo", "SignatureValue", "KeyInfo"]
        guard names.starts(with: expected), names.dropFirst(3).allSatisfy({ $0 == "Object" }) else {
            return .invalid(.schema, .formatFailure, "Signature holds \(names.joined(separator: ", "))")
        }
        return nil
    }

    private var hiddenMarkup: Finding? {
        guard parts.signature.hasCommentsOrInstructions else { return nil }
        return .invalid(.schema, .signatureConstraints, "comments in the signature", attack: .hiddenMarkup)
    }

    private var signedProperties: Finding? {
        guard let properties = parts.signedProperties, let id = properties.attribute("Id"),
            let reference = parts.references.first(where: { $0.attribute("URI") == "#\(id)" })
        else {
            return .invalid(.signedProperties, .formatFailure, "no reference to SignedProperties")
        }
        guard reference.attribute("Type") == AlgorithmURI.signedPropertiesType else {
            return .invalid(.signedProperties, .formatFailure, "the reference to SignedProperties lacks its Type")
        }
        return nil
    }

    /// Each reference must lead into this signature or to the document around it, and one to that document.
    private var targets: [Finding] {
        guard let kind = parts.kind.documentKind else { return [] }
        var findings: [Finding] = []
        var isDocumentSigned = false
        for reference in parts.references {
            let target = ReferenceTarget(reference, index)
            if target.elements.count > 1 {
                let message = "\(target.uri ?? "") is there \(target.elements.count) times"
                findings.append(.invalid(.signedTarget, .formatFailure, message, attack: .duplicateIdentifier))
                continue
            }
            guard let element = target.element else { continue }
            if element == signedElement(kind) {
                isDocumentSigned = true
            } else if !element.isInside(parts.signature) || element == parts.signature {
                let message = "\(target.uri ?? "") leads to \(element.path)"
                findings.append(.invalid(.signedTarget, .formatFailure, message, attack: .signatureWrapping))
            }
        }
        let isReadable = parts.references.allSatisfy { !ReferenceTarget($0, index).isExternal }
        if !isDocumentSigned, findings.isEmpty, isReadable {
            let message = "no reference to the \(kind.signedID) beside the signature"
            findings.append(.invalid(.signedTarget, .formatFailure, message, attack: .signatureWrapping))
        }
        return findings
    }

    /// The element that this signature must sign, by its place and not by its id.
    private func signedElement(_ kind: DocumentKind) -> Element? {
        let holder = parts.signature.parent?.parent
        let found = holder?.children(kind.signedID) ?? []
        return found.count == 1 ? found.first : nil
    }
}
