/// The elements of one signature, as far as they are there.
struct SignatureParts {
    let signature: Element
    let kind: SignatureKind

    init(_ signature: Element) {
        self.signature = signature
        kind = signature.signatureKind
    }

    var signedInfo: Element? { ds("SignedInfo") }
    var signatureValue: Element? { ds("SignatureValue") }
    var keyInfo: Element? { ds("KeyInfo") }
    var references: [Element] { signedInfo?.children("Reference", in: Namespace.signature) ?? [] }
    var qualifyingProperties: Element? {
        signature.children("Object", in: Namespace.signature)
            .compactMap { $0.child("QualifyingProperties", in: Namespace.xades) }.first
    }
    var signedProperties: Element? { qualifyingProperties?.child("SignedProperties", in: Namespace.xades) }
    var signedSignatureProperties: Element? {
        signedProperties?.child("SignedSignatureProperties", in: Namespace.xades)
    }
    /// In order; time stamps count on it.
    var unsignedProperties: [Element] {
        qualifyingProperties?.child("UnsignedProperties", in: Namespace.xades)?
            .child("UnsignedSignatureProperties", in: Namespace.xades)?.children ?? []
    }
    var signatureTimeStamp: Element? { unsignedProperties.first { $0.is("SignatureTimeStamp", in: Namespace.xades) } }
    var archiveTimeStamps: [Element] {
        unsignedProperties.filter { $0.is("ArchiveTimeStamp", in: Namespace.xades141) }
    }
    /// What the signer's path is built of.
    var validationMaterial: ValidationMaterial {
        ValidationMaterial(
            in: unsignedProperties.filter {
                $0.is("CertificateValues", in: Namespace.xades) || $0.is("RevocationValues", in: Namespace.xades)
            }
        )
    }

    /// What a time stamp's path is built of: the data that name it.
    func validationMaterial(of timeStamp: Element) -> ValidationMaterial {
        let id = timeStamp.attribute("Id") ?? ""
        return ValidationMaterial(
            in: unsignedProperties.filter {
                $0.is("TimeStampValidationData", in: Namespace.xades141) && $0.attribute("URI") == "#\(id)"
            }
        )
    }

    var level: SignatureLevel {
        guard signatureTimeStamp != nil else { return .basic }
        guard has("CertificateValues") else { return .timeStamped }
        return archiveTimeStamps.isEmpty ? .extendedLong : .archived
    }

    /// Whether this property of XAdES 1.3.2 stands among the unsigned ones.
    func has(_ property: String) -> Bool {
        unsignedProperties.contains { $0.is(property, in: Namespace.xades) }
    }

    private func ds(_ name: String) -> Element? { signature.child(name, in: Namespace.signature) }
}
