import OpenSSL

/// Which part of a signature says whose certificate it is; the first that does, in the public verifier's order.
struct CertificateDesignation {
    enum Source: Hashable {
        /// A KeyInfo that a reference covers.
        case keyInfo
        case signingCertificateV2
        case signingCertificate
    }

    let source: Source
    /// Issuer and serial number, where the part has them.
    let issuerSerial: IssuerSerial?
    /// The certificate that stands in KeyInfo; nil when none does, or it does not decode.
    private let own: Certificate?

    /// nil when nothing that is signed designates a certificate.
    init?(_ parts: SignatureParts, _ index: IdentifierIndex) {
        let data = parts.keyInfo?.child("X509Data", in: Namespace.signature)
        let named = data?.child("X509IssuerSerial", in: Namespace.signature)
        let encoded = data?.child("X509Certificate", in: Namespace.signature)
        let isReferenced = parts.references.contains { reference in
            ReferenceTarget(reference, index).element.map { $0 == parts.keyInfo } ?? false
        }
        let properties = parts.signedSignatureProperties
        func entry(_ name: String) -> Element? {
            properties?.child(name, in: Namespace.xades)?.child("Cert", in: Namespace.xades)
        }
        if isReferenced, named != nil || encoded != nil {
            source = .keyInfo
            issuerSerial = named.flatMap(IssuerSerial.init(named:))
            own = encoded?.base64.flatMap { try? Certificate(derEncoded: $0) }
            return
        }
        own = nil
        if let entry = entry("SigningCertificateV2") {
            source = .signingCertificateV2
            issuerSerial = entry.child("IssuerSerialV2", in: Namespace.xades)?.base64.flatMap {
                try? IssuerSerial(derEncoded: $0)
            }
        } else if let entry = entry("SigningCertificate") {
            source = .signingCertificate
            issuerSerial = entry.child("IssuerSerial", in: Namespace.xades).flatMap(IssuerSerial.init(named:))
        } else {
            return nil
        }
    }

    /// The certificate itself: that in KeyInfo, or one of these by its issuer and serial number.
    func certificate(among others: [Certificate]) -> Certificate? {
        own ?? issuerSerial.flatMap { wanted in others.first { wanted.names($0) } }
    }
}
