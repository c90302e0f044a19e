import Foundation
import OpenSSL

/// The signer's certificate, and the five steps of its check; they stop at the first that is not VALID.
struct SignerCertificate {
    let parts: SignatureParts
    /// nil when none is designated, or the designated one is not in the file.
    let certificate: Certificate?
    private let designated: CertificateDesignation?

    init(parts: SignatureParts, index: IdentifierIndex) {
        self.parts = parts
        designated = CertificateDesignation(parts, index)
        certificate = designated?.certificate(among: parts.validationMaterial.certificates)
    }

    /// Whether the digest in SigningCertificate(V2) is that of the certificate; nil when there is none.
    static func isNamed(_ certificate: Certificate, in parts: SignatureParts) -> Bool? {
        let properties = parts.signedSignatureProperties
        guard
            let named = properties?.child("SigningCertificateV2", in: Namespace.xades)
                ?? properties?.child("SigningCertificate", in: Namespace.xades),
            let digest = named.child("Cert", in: Namespace.xades)?.child("CertDigest", in: Namespace.xades)
        else { return nil }
        let name = digest.child("DigestMethod", in: Namespace.signature)?.attribute("Algorithm") ?? ""
        guard let algorithm = AlgorithmNames.digest(name) else { return false }
        return digest.child("DigestValue", in: Namespace.signature)?.base64 == algorithm.hash(certificate.derEncoded)
    }

    func findings(_ policy: VerificationPolicy, at instant: Date, roles: [String]) -> [Finding] {
        var findings: [Finding] = []
        for step in [designation, itself, match, usage(policy), role(policy, roles), path(policy, instant)] {
            guard let finding = step else { continue }
            findings.append(finding)
            if finding.verdict != .valid { break }
        }
        return findings
    }

    private var designation: Finding? {
        designated != nil
            ? .valid(.certificateDesignation)
            : .invalid(.certificateDesignation, .noSigningCertificate, "no signed part names the certificate")
    }

    private var itself: Finding? {
        guard certificate == nil else { return .valid(.certificateItself) }
        let message =
            switch (designated?.source, designated?.issuerSerial) {
            case (.keyInfo, nil): "KeyInfo holds no certificate that decodes"
            case (_, nil): "no reference covers KeyInfo, and SigningCertificate names no issuer and serial number"
            default: "the certificate of that issuer and serial number is not in CertificateValues"
            }
        return .invalid(.certificateItself, .noSigningCertificate, message)
    }

    private var match: Finding? {
        guard let certificate else { return nil }
        if let named = designated?.issuerSerial, !named.names(certificate) {
            return mismatch("the certificate is not that of the issuer and serial number beside it")
        }
        guard Self.isNamed(certificate, in: parts) ?? true else {
            return mismatch("the certificate in KeyInfo is not the one in SigningCertificateV2")
        }
        return .valid(.certificateMatch)
    }

    private func mismatch(_ message: String) -> Finding {
        .invalid(
            .certificateMatch,
            .noSigningCertificate,
            message,
            attack: .keySubstitution,
            diagnosis: .otherCertificate
        )
    }

    private func usage(_ policy: VerificationPolicy) -> Finding? {
        guard policy.asksForNonRepudiation, let certificate else { return nil }
        let usage = (try? certificate.keyUsage) ?? []
        return usage.contains(.nonRepudiation)
            ? .valid(.healthcareItems)
            : .invalid(.healthcareItems, .chainConstraints, "keyUsage has no nonRepudiation")
    }

    private func role(_ policy: VerificationPolicy, _ roles: [String]) -> Finding? {
        guard policy.roleNames != nil, let kind = parts.kind.documentKind else { return nil }
        if !kind.signerRoles.isDisjoint(with: roles) { return .valid(.role) }
        let found = roles.isEmpty ? "none" : roles.joined(separator: ", ")
        let wanted = kind.signerRoles.sorted().joined(separator: " or ")
        return .invalid(.role, .chainConstraints, "hcRole is \(found): a \(kind.rawValue) is signed by \(wanted)")
    }

    private func path(_ policy: VerificationPolicy, _ instant: Date) -> Finding? {
        guard let certificate else { return nil }
        let material = parts.validationMaterial
        guard material.undecodable == 0 else {
            let message = "a certificate, CRL or OCSP response in the file does not decode"
            return .invalid(.certificatePath, .formatFailure, message)
        }
        return PathCheck(material, policy).finding(certificate, at: instant, item: .certificatePath)
    }
}
