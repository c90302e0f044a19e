/// The form of a signature, and that it signs what a reader takes for signed. Not VALID stops all further checks.
struct StructureCheck {
    let parts: SignatureParts
    let index: IdentifierIndex

    var findings: [Finding] {
        if parts.kind == .unknown {
            let message = "a signature in no regular place: \(parts.signature.path)"
            return [.invalid(.signedTarget, .formatFailure, message, attack: .signatureWrapping)]
        }
        if let hidden = hiddenMarkup { return [hidden] }
        if let violation = SignatureGrammar.violation(in: parts.signature) {
            return [.invalid(.schema, .formatFailure, violation)]
        }
        let missing = RequiredElements(parts: parts).findings
        guard missing.isEmpty else { return missing }
        return [signedProperties].compactMap { $0 } + targets
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
