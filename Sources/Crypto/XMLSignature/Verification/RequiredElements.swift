/// The elements that a signature of its level must have (XAdES必須要素). Most of them the schemas leave optional.
struct RequiredElements {
    let parts: SignatureParts

    /// One finding for each that is missing.
    var findings: [Finding] {
        missing.map { .invalid(.requiredElements, .formatFailure, "\($0) is missing") }
    }

    private var missing: [String] {
        let properties = parts.signedSignatureProperties
        let isCertificateNamed =
            parts.keyInfo != nil || properties?.child("SigningCertificateV2", in: Namespace.xades) != nil
            || properties?.child("SigningCertificate", in: Namespace.xades) != nil
        let present = [
            ("Signature/@Id", parts.signature.attribute("Id")?.isEmpty == false),
            ("Object", parts.signature.child("Object", in: Namespace.signature) != nil),
            ("QualifyingProperties", parts.qualifyingProperties != nil),
            ("SignedProperties", parts.signedProperties != nil),
            ("SignedSignatureProperties", properties != nil),
            ("KeyInfo or SigningCertificateV2", isCertificateNamed),
        ]
        return present.filter { !$0.1 }.map(\.0) + missingOfArchive
    }

    /// From level T upward a level is known by its elements, so none of them can be missing; but for RevocationValues.
    private var missingOfArchive: [String] {
        guard !parts.archiveTimeStamps.isEmpty else { return [] }
        let names = [
            ("SignatureTimeStamp", parts.signatureTimeStamp != nil),
            ("CertificateValues", parts.has("CertificateValues")),
            ("RevocationValues", parts.has("RevocationValues")),
        ]
        return names.filter { !$0.1 }.map(\.0)
    }
}
