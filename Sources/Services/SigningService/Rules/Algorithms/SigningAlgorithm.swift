package import OpenSSL

/// What a `signAlgo` OID asks for over an RSA key, with the hash implied by the OID or given apart.
///
/// csc-api.md, section 1; RFC 8017, sections 8.1 and 8.2.
package enum SigningAlgorithm: Equatable, Sendable {
    /// rsaEncryption: PKCS#1 v1.5, the hash comes in `hashAlgorithmOID`.
    case rsa
    /// shaNNNWithRSAEncryption: `hashAlgorithmOID` is ignored.
    case rsaWith(DigestAlgorithm)
    /// id-RSASSA-PSS: hash and salt come in `signAlgoParams`.
    case pss

    /// The algorithms of an RSA key, as `key/algo` lists them: the combined OIDs too, since pyHanko looks for those only.
    package static let supported: [SigningAlgorithm] = [.rsa] + digests.map(rsaWith) + [.pss]

    /// "SHA-256 or stronger SHALL be used."
    static let digests: [DigestAlgorithm] = [.sha256, .sha384, .sha512]

    /// `algoParams` of `info`: the parameters of PSS for each digest, salt as long as the digest.
    static var parameters: [String] { digests.map { Base64.encode(PSSParameters(digest: $0).derEncoded) } }

    package var oid: String {
        switch self {
        case .rsa: "1.2.840.113549.1.1.1"
        case .pss: "1.2.840.113549.1.1.10"
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

    /// The digest and padding to sign with.
    ///
    /// - Parameters:
    ///   - hashAlgorithmOID: the request's member, nil when absent.
    ///   - signAlgoParams: likewise, in base64.
    func scheme(
        hashAlgorithmOID: String?,
        signAlgoParams: String?
    ) throws(CSCError) -> (digest: DigestAlgorithm, padding: SignaturePadding) {
        switch self {
        case .rsaWith(let digest):
            guard signAlgoParams == nil else { throw .missingSignAlgoParams }
            return (digest, .pkcs1v15)
        case .rsa:
            guard let hashAlgorithmOID else { throw .missingHashAlgorithm }
            let digest = try Self.digest(oid: hashAlgorithmOID)
            // PKCS#1 v1.5 takes no parameters; a value that would be ignored is refused.
            guard signAlgoParams == nil else { throw .missingSignAlgoParams }
            return (digest, .pkcs1v15)
        case .pss:
            if let signAlgoParams {
                guard let der = Base64.decode(signAlgoParams) ?? Base64URL.decode(signAlgoParams),
                    let parameters = PSSParameters(der: der)
                else { throw .missingSignAlgoParams }
                return (parameters.digest, .pss(saltLength: parameters.saltLength))
            }
            // [D] The defaults of RFC 8017 mean SHA-1: without parameters it is the hash given apart, salt as long.
            guard let hashAlgorithmOID else { throw .missingSignAlgoParams }
            return (try Self.digest(oid: hashAlgorithmOID), .pss(saltLength: nil))
        }
    }

    static func digest(oid: String) throws(CSCError) -> DigestAlgorithm {
        guard let digest = digests.first(where: { $0.oid.description == oid }) else { throw .invalidHashAlgorithm }
        return digest
    }
}
