/// A signature of OCSP with the certificates that come along: three fields that requests and responses share (RFC 6960,
/// sections 4.1.1 and 4.2.1).
package struct OCSPSignature: Hashable, Sendable {
    private let signedOctets: [UInt8]
    private let algorithm: [UInt8]
    private let value: [UInt8]
    /// The signer's own among them, as far as it sent any.
    package let certificates: [Certificate]

    /// The three fields where the reader stands, and nothing after them.
    init(over signedOctets: [UInt8], _ fields: inout DERReader) throws {
        self.signedOctets = signedOctets
        algorithm = Array(try fields.next(DERTag.sequence).encoded)
        value = Array(try fields.next(DERTag.bitString).bitStringBytes())
        var certificates: [Certificate] = []
        if var wrapper = try fields.nextIfPresent(DERTag.contextConstructed(0))?.reader {
            var list = try wrapper.next(DERTag.sequence).reader
            while !list.isAtEnd { certificates.append(try Certificate(derEncoded: Array(list.next().encoded))) }
        }
        self.certificates = certificates
        try fields.expectEnd()
    }

    /// Makes the three fields.
    static func fields(
        over signedOctets: [UInt8],
        by key: PrivateKey,
        _ digest: DigestAlgorithm,
        certificates: [Certificate]
    ) throws -> [[UInt8]] {
        [
            SignatureAlgorithm(digest: digest).derEncoded(for: key.kind),
            DER.bitString(try key.signature(message: signedOctets, algorithm: digest)),
            certificates.isEmpty ? [] : DER.explicit(0, DER.sequence(of: certificates.map(\.derEncoded))),
        ]
    }

    /// Whether this key made it. SHA-1 and algorithms that are not known here make no valid signature.
    package func isMade(by key: PublicKey) -> Bool {
        let digest = [DigestAlgorithm.sha256, .sha384, .sha512]
            .first { SignatureAlgorithm(digest: $0).derEncoded(for: key.kind) == algorithm }
        return digest.map { key.isValid(signature: value, message: signedOctets, algorithm: $0) } ?? false
    }
}
