import OpenSSL

/// The text of a signature element (XAdES-BES), exactly in one of the forms: no white space between elements.
struct SignatureText {
    let kind: DocumentKind
    let form: SignatureForm
    let ids: SignatureIDs
    let signingTime: SigningTime
    /// Of the document, KeyInfo and SignedProperties.
    var digests: [[UInt8]] = Array(repeating: [], count: 3)
    var signatureValue: [UInt8] = []
    private let certificate: Certificate
    /// KeyInfo and Object. The text is made several times, with and without digests; this, its longest part, stays.
    private var unchanging = ""

    init(kind: DocumentKind, form: SignatureForm, ids: SignatureIDs, certificate: Certificate, signingTime: SigningTime)
    {
        self.kind = kind
        self.form = form
        self.ids = ids
        self.signingTime = signingTime
        self.certificate = certificate
        unchanging = keyInfo + object
    }

    private var ds: String { form.prefix }
    private var xa: String { form.xadesPrefix }

    var signature: String {
        element(
            signedInfo
                + "<\(ds):SignatureValue Id=\"\(ids.signatureValue)\">\(base64(signatureValue))</\(ds):SignatureValue>"
                + unchanging
        )
    }

    /// What the digests are taken of.
    var unsigned: String { element(unchanging) }
    var signedInfoAlone: String { element(signedInfo) }

    private func element(_ content: String) -> String {
        "<\(ds):Signature xmlns:\(ds)=\"\(Namespace.signature)\" Id=\"\(kind.signElement)\">\(content)</\(ds):Signature>"
    }

    private var signedInfo: String {
        let references =
            form == .sample
            ? [documentReference, keyInfoReference, propertiesReference]
            : [documentReference, propertiesReference, keyInfoReference]
        return "<\(ds):SignedInfo Id=\"\(ids.signedInfo)\">"
            + "<\(ds):CanonicalizationMethod Algorithm=\"\(AlgorithmURI.exclusive)\"/>"
            + "<\(ds):SignatureMethod Algorithm=\"\(AlgorithmURI.rsaSHA256)\"/>"
            + references.joined() + "</\(ds):SignedInfo>"
    }

    private var documentReference: String {
        reference(
            "Id=\"\(ids.documentReference)\" URI=\"#\(kind.signedID)\"",
            isExclusive: form == .otherGenerator,
            digests[0]
        )
    }

    private var keyInfoReference: String {
        let id = form == .sample ? "Id=\"\(ids.keyInfoReference)\" " : ""
        return reference("\(id)URI=\"#\(ids.keyInfo)\"", isExclusive: true, digests[1])
    }

    private var propertiesReference: String {
        let id = form == .sample ? "Id=\"\(ids.propertiesReference)\" " : ""
        return reference(
            "\(id)Type=\"\(AlgorithmURI.signedPropertiesType)\" URI=\"#\(ids.signedProperties)\"",
            isExclusive: true,
            digests[2]
        )
    }

    private func reference(_ attributes: String, isExclusive: Bool, _ digest: [UInt8]) -> String {
        let transforms =
            isExclusive
            ? "<\(ds):Transforms><\(ds):Transform Algorithm=\"\(AlgorithmURI.exclusive)\"/></\(ds):Transforms>" : ""
        return "<\(ds):Reference \(attributes)>" + transforms + self.digest(digest) + "</\(ds):Reference>"
    }

    private func digest(_ value: [UInt8]) -> String {
        "<\(ds):DigestMethod Algorithm=\"\(AlgorithmURI.sha256)\"/><\(ds):DigestValue>\(base64(value))</\(ds):DigestValue>"
    }

    private var keyInfo: String {
        "<\(ds):KeyInfo Id=\"\(ids.keyInfo)\"><\(ds):X509Data><\(ds):X509Certificate>"
            + base64(certificate.derEncoded)
            + "</\(ds):X509Certificate></\(ds):X509Data></\(ds):KeyInfo>"
    }

    private var object: String {
        "<\(ds):Object xmlns:\(xa)=\"\(Namespace.xades)\">"
            + "<\(xa):QualifyingProperties Id=\"\(ids.qualifyingProperties)\" Target=\"#\(kind.signElement)\">"
            + "<\(xa):SignedProperties Id=\"\(ids.signedProperties)\"><\(xa):SignedSignatureProperties>"
            + "<\(xa):SigningTime>\(signingTime.text)</\(xa):SigningTime>" + signingCertificate
            + "</\(xa):SignedSignatureProperties></\(xa):SignedProperties></\(xa):QualifyingProperties></\(ds):Object>"
    }

    private var signingCertificate: String {
        "<\(xa):SigningCertificateV2><\(xa):Cert><\(xa):CertDigest>" + digest(certificate.fingerprint())
            + "</\(xa):CertDigest>" + issuerSerial + "</\(xa):Cert></\(xa):SigningCertificateV2>"
    }

    /// The base64 of `IssuerSerial ::= SEQUENCE { issuer GeneralNames, serialNumber }` (RFC 5035, section 5).
    private var issuerSerial: String {
        guard form == .otherGenerator else { return "" }
        let issuer = DER.sequence(DER.explicit(4, certificate.issuer.derEncoded))
        let value = DER.sequence(issuer, DER.integer(magnitude: certificate.serialNumber))
        return "<\(xa):IssuerSerialV2>\(base64(value))</\(xa):IssuerSerialV2>"
    }

    private func base64(_ bytes: [UInt8]) -> String {
        let text = Base64.encode(bytes)
        return form.wrapsBase64 ? Base64Lines.wrapped(text) : text
    }
}
