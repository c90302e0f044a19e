extension PrescriptionDocument {
    /// The signed file: these bytes with a signature element, which was made elsewhere, put in its place.
    ///
    /// - Throws: ``DocumentError`` when the document is signed already or has no place for a signature.
    package func inserting(signatureElement: String) throws(DocumentError) -> [UInt8] {
        try SignaturePlace(in: self).filled(with: signatureElement)
    }

    /// The same document with its own signature taken out, so that it can be signed anew; the signature of an embedded
    /// prescription stays.
    package func withoutSignature() throws(DocumentError) -> PrescriptionDocument {
        guard isSigned, let place = try MarkupScanner(bytes).element(kind.signPath) else { return self }
        let emptied = bytes[..<place.content.lowerBound] + bytes[place.content.upperBound...]
        return try PrescriptionDocument(Array(emptied), limits: limits)
    }
}
