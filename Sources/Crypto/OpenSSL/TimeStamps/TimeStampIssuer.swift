package import Foundation

/// A time-stamping authority's key at work: makes tokens of RFC 3161, with SigningCertificateV2 (RFC 5816).
package struct TimeStampIssuer: Sendable {
    private let key: PrivateKey
    /// The stamping certificate, then those above it; all of them go into each token.
    private let chain: [Certificate]
    private let policy: OID

    /// - Parameter chain: the certificate of `key` first.
    package init?(key: PrivateKey, chain: [Certificate], policy: OID) {
        guard !chain.isEmpty else { return nil }
        self.key = key
        self.chain = chain
        self.policy = policy
    }

    /// - Parameters:
    ///   - imprint: the digest of what is stamped.
    ///   - nonce: of the request, a big-endian magnitude; nil where it had none.
    ///   - serialNumber: of the token, likewise; each token's own.
    /// - Returns: the DER of a `ContentInfo`.
    package func token(
        imprint: [UInt8],
        _ algorithm: DigestAlgorithm,
        nonce: [UInt8]?,
        serialNumber: [UInt8],
        at instant: Date
    ) throws -> [UInt8] {
        // TSTInfo: section 2.4.2.
        let info = DER.sequence(
            of: [
                DER.integer(1), DER.oid(policy), DER.sequence(Self.identifier(algorithm), DER.octetString(imprint)),
                DER.integer(magnitude: serialNumber), DER.generalizedTime(instant),
            ] + (nonce.map { [DER.integer(magnitude: $0)] } ?? [])
        )
        let signedData = DER.sequence(
            DER.integer(3),
            DER.set(Self.identifier(.sha256)),
            DER.sequence(DER.oid(Self.contentType), DER.explicit(0, DER.octetString(info))),
            // A SET OF, in the order of its encodings.
            [DERTag.contextConstructed(0)] + DER.set(of: chain.map(\.derEncoded)).dropFirst(),
            DER.set(try signer(of: info))
        )
        return DER.sequence(DER.oid("1.2.840.113549.1.7.2"), DER.explicit(0, signedData))
    }

    /// SignerInfo: RFC 5652, section 5.3.
    private func signer(of info: [UInt8]) throws -> [UInt8] {
        let leaf = chain[0]
        let certificateID = DER.sequence(DER.octetString(DigestAlgorithm.sha256.hash(leaf.derEncoded)))
        let attributes = DER.set(
            Self.attribute("1.2.840.113549.1.9.3", DER.oid(Self.contentType)),
            Self.attribute("1.2.840.113549.1.9.4", DER.octetString(DigestAlgorithm.sha256.hash(info))),
            Self.attribute("1.2.840.113549.1.9.16.2.47", DER.sequence(DER.sequence(certificateID)))
        )
        return DER.sequence(
            DER.integer(1),
            DER.sequence(leaf.issuer.derEncoded, DER.integer(magnitude: leaf.serialNumber)),
            Self.identifier(.sha256),
            [DERTag.contextConstructed(0)] + attributes.dropFirst(),
            SignatureAlgorithm(digest: .sha256).derEncoded(for: key.kind),
            DER.octetString(try key.signature(message: attributes, algorithm: .sha256))
        )
    }

    private static let contentType: OID = "1.2.840.113549.1.9.16.1.4"

    private static func attribute(_ type: OID, _ value: [UInt8]) -> [UInt8] {
        DER.sequence(DER.oid(type), DER.set(value))
    }

    private static func identifier(_ algorithm: DigestAlgorithm) -> [UInt8] {
        DER.sequence(DER.oid(algorithm.oid), DER.null)
    }
}
