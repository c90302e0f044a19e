import OpenSSL

/// The two checks of a reference.
struct ReferenceCheck {
    let reference: Element
    let parts: SignatureParts
    let index: IdentifierIndex

    var detail: ReferenceDetail {
        let name = reference.child("DigestMethod", in: Namespace.signature)?.attribute("Algorithm") ?? ""
        var computed: [UInt8]?
        let findings: [Finding]
        if let algorithm = AlgorithmNames.digest(name) {
            findings = [digest(algorithm, &computed), .valid(.digestMethod)]
        } else {
            findings = [.invalid(.digestMethod, .cryptoConstraints, "digest algorithm \(name)", attack: .weakAlgorithm)]
        }
        return ReferenceDetail(
            id: reference.attribute("Id"),
            uri: reference.attribute("URI"),
            transforms: ReferenceTransforms(reference).algorithms,
            digestAlgorithm: name,
            expected: expected,
            computed: computed,
            findings: findings
        )
    }

    private var expected: [UInt8]? { reference.child("DigestValue", in: Namespace.signature)?.base64 }

    /// - Parameter computed: gets the digest, once it is known.
    private func digest(_ algorithm: DigestAlgorithm, _ computed: inout [UInt8]?) -> Finding {
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
        guard let expected else {
            return .invalid(.reference, .formatFailure, "the DigestValue of \(uri) is not base64")
        }
        guard let octets = form.octets(of: element) else {
            return .invalid(.reference, .formatFailure, "\(uri) is too large")
        }
        let digest = algorithm.hash(octets)
        computed = digest
        if digest == expected { return .valid(.reference) }
        let variants = OctetVariants(element: element, declared: form, isDefault: transforms.algorithms.isEmpty)
        let diagnosis = variants.diagnosis { algorithm.hash($0) == expected }
        return .invalid(.reference, .hashFailure, "the digest of \(uri) is wrong", diagnosis: diagnosis)
    }
}
