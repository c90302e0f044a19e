/// The parts that are signed besides the document, as the octets that are signed.
///
/// All of them are canonicalised exclusively, and every namespace they use is declared in the signature: what will stand
/// around it does not count.
extension SignatureText {
    func canonicalParts() throws(DocumentError) -> (keyInfo: [UInt8], properties: [UInt8]) {
        let signature = try Self.parsed(unsigned)
        let properties = signature.child("Object", in: Namespace.signature)?
            .child("QualifyingProperties", in: Namespace.xades)?.child("SignedProperties", in: Namespace.xades)
        return (
            try Self.octets(signature.child("KeyInfo", in: Namespace.signature)), try Self.octets(properties)
        )
    }

    func canonicalSignedInfo() throws(DocumentError) -> [UInt8] {
        try Self.octets(Self.parsed(signedInfoAlone).child("SignedInfo", in: Namespace.signature))
    }

    private static func parsed(_ text: String) throws(DocumentError) -> Element {
        guard let root = try ParsedXML(Array(text.utf8), limits: DocumentLimits()).root else {
            throw DocumentError(.notWellFormed, "no signature element")
        }
        return root
    }

    private static func octets(_ element: Element?) throws(DocumentError) -> [UInt8] {
        guard let octets = element.flatMap(Canonicalization.exclusive.octets(of:)) else {
            throw DocumentError(.missingElement, "a part of the signature is missing or too large")
        }
        return octets
    }
}
