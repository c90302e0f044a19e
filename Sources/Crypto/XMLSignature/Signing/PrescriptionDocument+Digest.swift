import OpenSSL

extension PrescriptionDocument {
    /// SHA-256 of the element that is signed (`PrescriptionDocument` or `Dispensing`), canonicalised as a form declares:
    /// what a remote service is asked to sign.
    ///
    /// - Throws: ``DocumentError`` where there is not exactly one such element.
    package func digest(_ form: SignatureForm = .sample) throws(DocumentError) -> [UInt8] {
        let elements = IdentifierIndex(root)[kind.signedID]
        guard let element = elements.first, elements.count == 1 else {
            throw DocumentError(.missingElement, "there must be one element with the id \(kind.signedID)")
        }
        guard let octets = (form == .sample ? Canonicalization.inclusive : .exclusive).octets(of: element) else {
            throw DocumentError(.tooLarge, "\(kind.signedID) is too large")
        }
        return DigestAlgorithm.sha256.hash(octets)
    }
}
