package import OpenSSL

/// What a `signAlgo` OID asks for: PKCS#1 v1.5 over RSA, with the hash implied by the OID or given apart.
///
/// csc-api.md, section 1; RFC 8017, section 8.2.
package enum SigningAlgorithm: Equatable, Sendable {
    /// rsaEncryption: the hash comes in `hashAlgorithmOID`.
    case rsa
    /// shaNNNWithRSAEncryption: `hashAlgorithmOID` is ignored.
    case rsaWith(DigestAlgorithm)

    /// The algorithms of an RSA key, as `key/algo` lists them: the combined OIDs too, since pyHanko looks for those only.
    package static let supported: [SigningAlgorithm] = [.rsa] + digests.map(rsaWith)

    /// "SHA-256 or stronger SHALL be used."
    static let digests: [DigestAlgorithm] = [.sha256, .sha384, .sha512]

    package var oid: String {
        switch self {
        case .rsa: "1.2.840.113549.1.1.1"
        case .rsaWith(.sha256): "1.2.840.113549.1.1.11"
        case .rsaWith(.sha384): "1.2.840.113549.1.1.12"
        case .rsaWith(.sha512): "1.2.840.113549.1.1.13"
        case .rsaWith(.sha1): "1.2.840.113549.1.1.5"
        }
    }

    init?(oid: String) {
        guard let match = Self.supported.first(where: { $0.oid == oid }) else { return nil }
        self = match
    }

    /// The digest to sign with.
    ///
    /// - Parameter hashAlgorithmOID: the request's member, nil when absent.
    func digest(hashAlgorithmOID: String?) throws(CSCError) -> DigestAlgorithm {
        if case .rsaWith(let digest) = self { return digest }
        guard let hashAlgorithmOID else { throw .missingHashAlgorithm }
        return try Self.digest(oid: hashAlgorithmOID)
    }

    static func digest(oid: String) throws(CSCError) -> DigestAlgorithm {
        guard let digest = digests.first(where: { $0.oid.description == oid }) else { throw .invalidHashAlgorithm }
        return digest
    }
}
