import OpenSSL

/// The two checks of the signature value.
struct SignatureValueCheck {
    let parts: SignatureParts
    let certificate: Certificate?

    var findings: [Finding] {
        let name = algorithm("SignatureMethod")
        guard let (digest, isRSA) = AlgorithmNames.signature(name) else {
            let message = "signature algorithm \(name)"
            return [.invalid(.signatureMethod, .cryptoConstraints, message, attack: .weakAlgorithm)]
        }
        return [value(digest, isRSA), .valid(.signatureMethod)]
    }

    private func value(_ digest: DigestAlgorithm, _ isRSA: Bool) -> Finding {
        guard let signedInfo = parts.signedInfo, let value = parts.signatureValue?.base64 else {
            return .invalid(.signatureValue, .formatFailure, "the SignatureValue is not base64")
        }
        let method = signedInfo.child("CanonicalizationMethod", in: Namespace.signature)
        guard let form = method.flatMap(Canonicalization.named) else {
            return .invalid(.signatureValue, .signatureConstraints, "canonicalisation", attack: .foreignTransform)
        }
        guard let key = try? certificate?.publicKey, key.isRSA == isRSA else {
            return .invalid(.signatureValue, .noSigningCertificate, "no certificate with a key of this algorithm")
        }
        guard let octets = form.octets(of: signedInfo) else {
            return .invalid(.signatureValue, .formatFailure, "SignedInfo is too large")
        }
        // XML Signature has r and s side by side (RFC 6931, 2.3.6).
        let signature = isRSA ? value : Self.derSignature(value)
        if key.isValid(signature: signature, message: octets, algorithm: digest) { return .valid(.signatureValue) }
        let diagnosis = diagnosis(key, signedInfo, form, signature, digest)
        return .invalid(.signatureValue, .signatureFailure, "the signature value is wrong", diagnosis: diagnosis)
    }

    private func diagnosis(
        _ key: PublicKey,
        _ signedInfo: Element,
        _ form: Canonicalization,
        _ signature: [UInt8],
        _ digest: DigestAlgorithm
    ) -> Diagnosis? {
        if key.isRSA, !key.hasMade(signature) { return .otherCertificate }
        return OctetVariants(element: signedInfo, declared: form).diagnosis {
            key.isValid(signature: signature, message: $0, algorithm: digest)
        }
    }

    private func algorithm(_ method: String) -> String {
        parts.signedInfo?.child(method, in: Namespace.signature)?.attribute("Algorithm") ?? ""
    }

    private static func derSignature(_ value: [UInt8]) -> [UInt8] {
        let half = value.count / 2
        return DER.sequence(DER.integer(magnitude: value[..<half]), DER.integer(magnitude: value[half...]))
    }
}

extension PublicKey {
    fileprivate var isRSA: Bool { if case .rsa = kind { true } else { false } }
}
