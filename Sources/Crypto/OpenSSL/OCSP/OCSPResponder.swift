package import Foundation

/// A key that answers for an authority: the authority's own, or one with a certificate of the authority's for OCSP signing
/// (RFC 6960, section 4.2.2.2). What it is told to say it says: whether that is right is for the client to find out.
package struct OCSPResponder: Sendable {
    /// How a response names its signer.
    package enum Naming: Sendable {
        case name
        case key
    }

    private let key: PrivateKey
    private let certificate: Certificate
    private let sent: [Certificate]
    private let naming: Naming
    private let digest: DigestAlgorithm

    /// The authority itself.
    ///
    /// - Parameter isSent: whether its certificate goes along. Clients have it, but OpenSSL's check does not look for it
    ///   among the trusted ones: it must have come with the response or the server's chain.
    package init(
        authority certificate: Certificate,
        key: PrivateKey,
        isSent: Bool = false,
        naming: Naming = .key,
        digest: DigestAlgorithm = .sha256
    ) {
        (self.key, self.certificate, self.naming, self.digest) = (key, certificate, naming, digest)
        sent = isSent ? [certificate] : []
    }

    /// A delegate, whose certificate goes along with each response.
    ///
    /// - Parameter intermediates: sent behind it.
    package init(
        delegate certificate: Certificate,
        key: PrivateKey,
        intermediates: [Certificate] = [],
        naming: Naming = .key,
        digest: DigestAlgorithm = .sha256
    ) {
        (self.key, self.certificate, self.naming, self.digest) = (key, certificate, naming, digest)
        sent = [certificate] + intermediates
    }

    /// - Parameters:
    ///   - nonce: of the request; nil where it had none, or for an answer that does not look at it.
    ///   - extensions: of the whole response, behind the nonce.
    package func response(
        _ answers: [OCSPSingleResponse],
        producedAt: Date,
        nonce: OCSPNonce? = nil,
        extensions: [CertificateExtension] = []
    ) throws -> OCSPResponse {
        let responder =
            switch naming {
            case .name: DER.explicit(1, certificate.subject.derEncoded)
            case .key: DER.explicit(2, DER.octetString(try certificate.publicKey.keyIdentifier))
            }
        let all = (nonce.map { [$0.asExtension] } ?? []) + extensions
        let data = DER.sequence(
            responder,
            DER.generalizedTime(producedAt),
            DER.sequence(of: answers.map(\.derEncoded)),
            all.explicit(1)
        )
        let signature = try OCSPSignature.fields(over: data, by: key, digest, certificates: sent)
        let basic = DER.sequence(of: [data] + signature)
        return try OCSPResponse(
            derEncoded: DER.sequence(
                DER.enumerated(OCSPResponseStatus.successful.rawValue),
                DER.explicit(0, DER.sequence(DER.oid(.ocspBasicResponse), DER.octetString(basic)))
            )
        )
    }
}
