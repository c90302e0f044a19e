package import Foundation

/// Judges responses about one issuer's certificates by the rules of RFC 6960, section 3.2. The issuer is trusted; whether
/// it deserves that is for ``ChainVerifier``.
package struct OCSPVerifier: Sendable {
    package var issuer: Certificate
    /// The nonce that the response must have; nil where any will do.
    package var nonce: OCSPNonce?
    /// How far thisUpdate and nextUpdate may miss the instant: clocks differ. [D] OpenSSL's own tools take 300 s.
    package var tolerance: TimeInterval

    package init(issuer: Certificate, nonce: OCSPNonce? = nil, tolerance: TimeInterval = 300) {
        self.issuer = issuer
        self.nonce = nonce
        self.tolerance = tolerance
    }

    /// What the encoded response says about the certificate.
    package func answer(
        about certificate: Certificate,
        in response: [UInt8],
        at instant: Date
    ) throws(OCSPFailure) -> OCSPSingleResponse {
        guard let response = try? OCSPResponse(derEncoded: response) else { throw .malformed }
        return try answer(about: certificate, in: response, at: instant)
    }

    /// What the response says about the certificate: the newest answer where there are several.
    package func answer(
        about certificate: Certificate,
        in response: OCSPResponse,
        at instant: Date
    ) throws(OCSPFailure) -> OCSPSingleResponse {
        guard let basic = response.basic else { throw .refused(response.status) }
        let answer = basic.answers
            .filter { $0.id.names(certificate, issuer: issuer) }
            .max { $0.thisUpdate < $1.thisUpdate }
        guard let answer else { throw .otherCertificate }
        guard isTrusted(basic, at: instant) else { throw .untrustedResponder }
        if let unknown = (basic.extensions + answer.extensions).first(where: { $0.isCritical && $0.oid != .ocspNonce })
        {
            throw .criticalExtension(unknown.oid)
        }
        if let nonce, basic.nonce != nonce { throw .nonce }
        if answer.thisUpdate > instant.addingTimeInterval(tolerance) { throw .notYetValid(answer.thisUpdate) }
        if let end = answer.nextUpdate, end < instant.addingTimeInterval(-tolerance) { throw .stale(end) }
        return answer
    }

    /// Section 4.2.2.2. Whether a delegate's certificate is itself revoked is not looked up (section 4.2.2.2.1).
    private func isTrusted(_ basic: OCSPBasicResponse, at instant: Date) -> Bool {
        if basic.isSigned(by: issuer) { return true }
        guard let key = try? issuer.publicKey else { return false }
        return basic.signature.certificates.contains { delegate in
            delegate.mayAnswer(for: issuer) && delegate.isSigned(by: key)
                && (delegate.notBefore...max(delegate.notBefore, delegate.notAfter)).contains(instant)
                && basic.isSigned(by: delegate)
        }
    }
}

extension Certificate {
    /// Whether it says that the issuer entitled its holder to sign responses; the signature on it is not looked at.
    package func mayAnswer(for issuer: Certificate) -> Bool {
        self.issuer == issuer.subject
            && (try? extendedKeyUsage)?.contains(ExtendedKeyUsage.ocspSigning) == true
    }
}
