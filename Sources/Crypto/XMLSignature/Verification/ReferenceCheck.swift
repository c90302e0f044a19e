import OpenSSL

/// The two checks of a reference.
struct ReferenceCheck {
    let reference: Element
    let parts: SignatureParts
    let index: IdentifierIndex

    var findings: [Finding] {
        let name = reference.child("DigestMethod", in: Namespace.signature)?.attribute("Algorithm") ?? ""
        guard let algorithm = AlgorithmNames.digest(name) else {
            return [
                .invalid(.digestMethod, .cryptoConstraints, "digest algorithm \(name)", attack: .weakAlgorithm)
            ]
        }
        return [digest(algorithm), .valid(.digestMethod)]
    }

    private func digest(_ algorithm: DigestAlgorithm) -> Finding {
        let target = ReferenceTarget(reference, index)
        let uri = target.uri ?? "(none)"
        if target.isExternal {
            let message = "\(uri) is not in this document"
            return .invalid(.reference, .signedDataNotFound, message, attack: .externalReference)
        }
        guard target.elements.count < 2 else {
            return .invalid(.reference, .formatFailure, "\(uri) is there twice", attack: .duplicateIdentifier)
        }
        guard let element = target.element else {
            return .invalid(.reference, .signedDataNotFound, "\(uri) is nowhere")
        }
        let transforms = ReferenceTransforms(reference)
        guard let form = transforms.canonicalization else {
            let names = transforms.algorithms.joined(separator: ", ")
            return .invalid(.reference, .signatureConstraints, "transform \(names)", attack: .foreignTransform)
        }
        guard !element.hasCommentsOrInstructions else {
            return .invalid(.reference, .signatureConstraints, "\(uri) holds comments", attack: .hiddenMarkup)
        }
        guard let expected = reference.child("DigestValue", in: Namespace.signature)?.base64 else {
            return .invalid(.reference, .formatFailure, "the DigestValue of \(uri) is not base64")
        }
        guard let octets = form.octets(of: element) else {
            return .invalid(.reference, .formatFailure, "\(uri) is too large")
        }
        if algorithm.hash(octets) == expected { return .valid(.reference) }
        let variants = OctetVariants(element: element, declared: form, isDefault: transforms.algorithms.isEmpty)
        let diagnosis = variants.diagnosis { algorithm.hash($0) == expected }
        return .invalid(.reference, .hashFailure, "the digest of \(uri) is wrong", diagnosis: diagnosis)
    }
}
