import Foundation
import OpenSSL

/// The checks of one time stamp.
struct TimeStampCheck {
    let stamp: Element
    /// What must have been stamped; nil when it cannot be built.
    let octets: [UInt8]?
    let parts: SignatureParts
    let policy: VerificationPolicy
    /// As of when the authority's certificate is judged; nil when the next time stamp, which says so, cannot be read.
    let base: Date?

    static func token(_ stamp: Element) -> TimeStampToken? { try? read(stamp).get() }

    private static func read(_ stamp: Element) -> Result<TimeStampToken, TimeStampToken.Failure> {
        guard let value = stamp.child("EncapsulatedTimeStamp", in: Namespace.xades)?.base64 else {
            return .failure(.structure("no EncapsulatedTimeStamp that decodes"))
        }
        return Result { () throws(TimeStampToken.Failure) in try TimeStampToken(derEncoded: value) }
    }

    /// Inclusive unless the stamp says otherwise; nil for a form that is not known.
    static func canonicalization(of stamp: Element) -> Canonicalization? {
        guard let method = stamp.child("CanonicalizationMethod", in: Namespace.signature) else { return .inclusive }
        return Canonicalization.named(method)
    }

    private var findings: [Finding] {
        guard let base else {
            return [.invalid(.baseTime, .formatFailure, "the next archive time stamp cannot be read")]
        }
        switch Self.read(stamp) {
        case .failure(let failure):
            return [.invalid(.timeStampToken, .formatFailure, "the token cannot be read: \(failure)")]
        case .success(let token):
            return [target, .valid(.timeStampToken), certificate(token, base), signature(token), imprint(token)]
        }
    }

    var detail: TimeStampDetail {
        let token = Self.token(stamp)
        let digest = token.flatMap { DigestAlgorithm(oid: $0.imprintAlgorithm) }
        let certificate = token.flatMap {
            $0.signerCertificate(among: parts.validationMaterial(of: stamp).certificates)
        }
        return TimeStampDetail(
            id: stamp.attribute("Id"),
            base: base,
            time: token?.time,
            canonicalization: stamp.child("CanonicalizationMethod", in: Namespace.signature)?.attribute("Algorithm")
                ?? AlgorithmURI.inclusive,
            digestAlgorithm: token?.imprintAlgorithm,
            signerDigestAlgorithm: token?.signerDigestAlgorithm,
            signatureAlgorithm: token?.signatureAlgorithm,
            expected: token?.imprint,
            computed: octets.flatMap { octets in digest.map { $0.hash(octets) } },
            certificates: certificate.flatMap { certificate in base.map { path(token).details(certificate, at: $0) } }
                ?? [],
            findings: findings
        )
    }

    private func path(_ token: TimeStampToken?) -> PathCheck {
        var path = PathCheck(parts.validationMaterial(of: stamp), policy)
        path.certificates += token?.certificates ?? []
        return path
    }

    private var target: Finding {
        octets == nil
            ? .invalid(.stampedData, .signedDataNotFound, "what was stamped cannot be built") : .valid(.stampedData)
    }

    private func certificate(_ token: TimeStampToken, _ base: Date) -> Finding {
        let material = parts.validationMaterial(of: stamp)
        guard material.undecodable == 0 else {
            return .invalid(
                .stampCertificate,
                .formatFailure,
                "a certificate, CRL or OCSP response of the time stamp does not decode"
            )
        }
        guard let certificate = token.signerCertificate(among: material.certificates) else {
            return .invalid(.stampCertificate, .noSigningCertificate, "the authority's certificate is missing")
        }
        let usage = certificate.extension(oid: .extendedKeyUsage)
        let purposes = try? certificate.extendedKeyUsage
        guard usage?.isCritical == true, purposes == [ExtendedKeyUsage.timeStamping] else {
            return .invalid(
                .stampCertificate,
                .chainConstraints,
                "extendedKeyUsage must be timeStamping alone, and critical"
            )
        }
        return path(token).finding(certificate, at: base, item: .stampCertificate)
    }

    private func signature(_ token: TimeStampToken) -> Finding {
        let others = parts.validationMaterial(of: stamp).certificates
        guard let certificate = token.signerCertificate(among: others) else {
            return .invalid(.stampSignature, .noSigningCertificate, "the authority's certificate is missing")
        }
        do {
            try token.verifySignature(by: certificate)
            return .valid(.stampSignature)
        } catch .algorithm(let algorithm) {
            let message = "algorithm \(algorithm)"
            return .invalid(.stampSignature, .cryptoConstraints, message, attack: .weakAlgorithm)
        } catch {
            return .invalid(.stampSignature, .signatureFailure, "the token's signature is wrong: \(error)")
        }
    }

    private func imprint(_ token: TimeStampToken) -> Finding {
        guard let algorithm = DigestAlgorithm(oid: token.imprintAlgorithm), algorithm != .sha1 else {
            return .invalid(.messageImprint, .cryptoConstraints, "imprint algorithm", attack: .weakAlgorithm)
        }
        guard let octets, algorithm.hash(octets) == token.imprint else {
            return .invalid(.messageImprint, .hashFailure, "the imprint is not that of the stamped data")
        }
        return .valid(.messageImprint)
    }
}
