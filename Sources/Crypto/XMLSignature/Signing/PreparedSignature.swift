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

    /// - Throws: ``DocumentError`` when the document has its signature already, or when nothing can be signed in it.
    package init(
        of document: PrescriptionDocument,
        by certificate: Certificate,
        at signingTime: SigningTime,
        form: SignatureForm = .sample,
        ids: SignatureIDs = SignatureIDs()
    ) throws {
        _ = try SignaturePlace(in: document)
        let digest = try document.digest(form)
        try self.init(
            ofDigest: digest,
            kind: document.kind,
            by: certificate,
            at: signingTime,
            form: form,
            ids: ids
        )
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
        self.kind = kind
        lint = signingTime.lint.map { [$0] } ?? []
        var text = SignatureText(
            kind: kind,
            form: form,
            ids: ids,
            certificate: certificate,
            signingTime: signingTime
        )
        let signed = try text.canonicalParts()
        text.digests = [
            digest, DigestAlgorithm.sha256.hash(signed.keyInfo), DigestAlgorithm.sha256.hash(signed.properties),
        ]
        signedInfo = try text.canonicalSignedInfo()
        self.digest = DigestAlgorithm.sha256.hash(signedInfo)
        self.text = text
    }

    /// The signature element alone.
    package func signatureElement(signatureValue: [UInt8]) -> String {
        var text = text
        text.signatureValue = signatureValue
        return text.signature
    }

    /// The signed file: the bytes of the document that this was prepared for, with the signature put in.
    package func assemble(_ document: PrescriptionDocument, signatureValue: [UInt8]) throws(DocumentError) -> [UInt8] {
        try document.inserting(signatureElement: signatureElement(signatureValue: signatureValue))
    }
}
