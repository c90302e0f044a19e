/// A prescription or dispensing document, parsed: `Document/Prescription` or `Document/Dispensing`, without namespace.
package struct PrescriptionDocument: Sendable {
    package let kind: DocumentKind
    /// The file as it is.
    package let bytes: [UInt8]
    package let limits: DocumentLimits
    let xml: ParsedXML
    let root: Element
    /// Every element `Signature` of the signature namespace, in document order.
    let signatures: [Element]

    package init(_ bytes: [UInt8], limits: DocumentLimits = DocumentLimits()) throws(DocumentError) {
        let xml = try ParsedXML(bytes, limits: limits)
        guard let root = xml.root else { throw DocumentError(.notWellFormed, "no document element") }
        self.xml = xml
        self.root = root
        self.bytes = bytes
        self.limits = limits
        kind = try Self.kind(of: root)
        signatures = root.subtree.filter { $0.is("Signature", in: Namespace.signature) }
        guard signatures.count <= limits.signatureCount else {
            throw DocumentError(
                .tooManySignatures,
                "\(signatures.count) signatures: more than \(limits.signatureCount) are not read"
            )
        }
        try refuseTwins()
        try refuseManyReferences()
    }

    private static func kind(of root: Element) throws(DocumentError) -> DocumentKind {
        guard root.is("Document") else {
            throw DocumentError(
                .wrongRoot,
                "the document element is \(root.qualifiedName): it must be Document, without a namespace",
                line: root.line
            )
        }
        switch (root.child("Prescription"), root.child("Dispensing")) {
        case (.some, nil): return .prescription
        case (nil, .some): return .dispensing
        case (nil, nil):
            throw DocumentError(.wrongRoot, "Document holds neither Prescription nor Dispensing", line: root.line)
        case (.some, .some):
            throw DocumentError(.wrongRoot, "Document holds both Prescription and Dispensing", line: root.line)
        }
    }

    /// One place has one signature at most.
    private func refuseTwins() throws(DocumentError) {
        var seen: Set<SignatureKind> = []
        for signature in signatures {
            let kind = signature.signatureKind
            guard kind == .unknown || seen.insert(kind).inserted else {
                throw DocumentError(.twoSignatures, "two signatures at \(signature.path)", line: signature.line)
            }
        }
    }

    private func refuseManyReferences() throws(DocumentError) {
        for signature in signatures {
            let count =
                signature.child("SignedInfo", in: Namespace.signature)?
                .children("Reference", in: Namespace.signature).count ?? 0
            guard count <= limits.referenceCount else {
                throw DocumentError(
                    .tooManyReferences,
                    "\(count) references in a signature: more than \(limits.referenceCount) are not read",
                    line: signature.line
                )
            }
        }
    }

    /// Whether the document's own signature (not that of an embedded prescription) is there.
    package var isSigned: Bool {
        signatures.contains { $0.signatureKind == (kind == .prescription ? .prescription : .dispensing) }
    }
}

extension Element {
    var signatureKind: SignatureKind {
        var names: [String] = []
        var step: Element? = self
        while let element = step {
            // An outer element in some namespace is not the one that is meant.
            names.insert(element == self || element.namespace.isEmpty ? element.name : element.qualifiedName, at: 0)
            step = element.parent
        }
        return SignatureKind(path: names)
    }
}
