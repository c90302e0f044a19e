package import OpenSSL

/// A XAdES-BES signature of which only the signature value is missing: the key may be far away.
package struct PreparedSignature: Sendable {
    package let kind: DocumentKind
    /// What the key has to sign: the SHA-256 of the canonical SignedInfo, with RSASSA-PKCS1-v1_5.
    package let digest: [UInt8]
    /// The canonical SignedInfo.
    package let signedInfo: [UInt8]
    /// Sentences for the signer: nothing here stops the signature.
    package let lint: [String]

    private let text: SignatureText
    private let place: SignaturePlace

    /// - Throws: ``DocumentError`` when the document has its signature already, or when nothing can be signed in it.
    package init(
        of document: PrescriptionDocument,
        by certificate: Certificate,
        at signingTime: SigningTime,
        form: SignatureForm = .sample,
        ids: SignatureIDs = SignatureIDs()
    ) throws {
        try self.init(of: document, digest: nil, by: certificate, at: signingTime, form: form, ids: ids)
    }

    /// For a document that only its owner has: ``signatureElement(signatureValue:)`` goes into it.
    ///
    /// - Parameter digest: SHA-256 of the signed element, canonicalised as the form declares
    ///   (``PrescriptionDocument/digest(_:)``).
    package init(
        ofDigest digest: [UInt8],
        kind: DocumentKind,
        by certificate: Certificate,
        at signingTime: SigningTime,
        form: SignatureForm = .sample,
        ids: SignatureIDs = SignatureIDs()
    ) throws {
        // What is signed besides the document is canonicalised exclusively: what stands around it does not count.
        let frame = try PrescriptionDocument(kind.emptyDocument)
        try self.init(of: frame, digest: digest, by: certificate, at: signingTime, form: form, ids: ids)
    }

    private init(
        of document: PrescriptionDocument,
        digest documentDigest: [UInt8]?,
        by certificate: Certificate,
        at signingTime: SigningTime,
        form: SignatureForm,
        ids: SignatureIDs
    ) throws {
        kind = document.kind
        place = try SignaturePlace(in: document)
        lint = signingTime.lint.map { [$0] } ?? []
        var text = SignatureText(
            kind: document.kind,
            form: form,
            ids: ids,
            certificate: certificate,
            signingTime: signingTime
        )
        // The digests are of the parts where they will stand: the namespaces around them count.
        let draft = try PrescriptionDocument(place.filled(with: text.signature), limits: document.limits)
        let index = IdentifierIndex(draft.root)
        func digest(_ id: String, _ form: Canonicalization) throws(DocumentError) -> [UInt8] {
            guard let element = index[id].first, index[id].count == 1 else {
                throw DocumentError(.missingElement, "there must be one element with the id \(id)")
            }
            guard let octets = form.octets(of: element) else { throw DocumentError(.tooLarge, "\(id) is too large") }
            return DigestAlgorithm.sha256.hash(octets)
        }
        text.digests = [
            try documentDigest ?? document.digest(form),
            try digest(ids.keyInfo, .exclusive),
            try digest(ids.signedProperties, .exclusive),
        ]
        let filled = try PrescriptionDocument(place.filled(with: text.signature), limits: document.limits)
        guard let element = IdentifierIndex(filled.root)[ids.signedInfo].first,
            let octets = Canonicalization.exclusive.octets(of: element)
        else { throw DocumentError(.missingElement, "no SignedInfo") }
        signedInfo = octets
        self.digest = DigestAlgorithm.sha256.hash(octets)
        self.text = text
    }

    /// The signature element alone.
    package func signatureElement(signatureValue: [UInt8]) -> String {
        var text = text
        text.signatureValue = signatureValue
        return text.signature
    }

    /// The signed file: the document's bytes with the signature put in.
    package func assemble(signatureValue: [UInt8]) -> [UInt8] {
        place.filled(with: signatureElement(signatureValue: signatureValue))
    }
}
