import OpenSSL

/// `signAlgo` with what must stand beside it, for one of a credential's `key/algo` (csc-api.md, sections 1 and 3.8).
struct SignAlgo: Hashable, Sendable {
    let oid: String
    /// Nil where the OID implies the hash.
    let hashAlgorithmOID: String?
    /// Base64 of the DER parameters of RSASSA-PSS.
    let parameters: String?

    private static let rsaEncryption = "1.2.840.113549.1.1.1"
    private static let pss = "1.2.840.113549.1.1.10"

    /// - Throws: ``VendorFailure`` when the credential offers nothing for the algorithm.
    init(_ algorithm: SignatureAlgorithm, for credential: SigningCredential) throws(VendorFailure) {
        guard
            let match = Self.candidates(algorithm, credential).first(where: { credential.algorithms.contains($0.oid) })
        else { throw VendorFailure(CSCMethod.signHash.call, .credential(.algorithmNotOffered)) }
        self = match
    }

    private init(_ oid: String, hash: DigestAlgorithm? = nil, parameters: [UInt8]? = nil) {
        self.oid = oid
        hashAlgorithmOID = hash?.oid.description
        self.parameters = parameters.map(Base64.encode)
    }

    private static func candidates(_ algorithm: SignatureAlgorithm, _ credential: SigningCredential) -> [SignAlgo] {
        let digest = algorithm.digest
        guard case .rsa = credential.publicKey.kind else {
            return ecdsa[digest].map { [SignAlgo($0)] } ?? []
        }
        switch algorithm.padding {
        case .pkcs1v15:
            return [SignAlgo(rsaEncryption, hash: digest)] + (combined[digest].map { [SignAlgo($0)] } ?? [])
        case .pss(let saltLength):
            let parameters = algorithm.pssParameters(saltLength ?? digest.byteCount)
            return [SignAlgo(pss, hash: digest, parameters: parameters)]
        }
    }

    /// RFC 8017, appendix C.
    private static let combined: [DigestAlgorithm: String] = [
        .sha256: "1.2.840.113549.1.1.11", .sha384: "1.2.840.113549.1.1.12", .sha512: "1.2.840.113549.1.1.13",
    ]

    /// RFC 5758, section 3.2.
    private static let ecdsa: [DigestAlgorithm: String] = [
        .sha256: "1.2.840.10045.4.3.2", .sha384: "1.2.840.10045.4.3.3", .sha512: "1.2.840.10045.4.3.4",
    ]
}
