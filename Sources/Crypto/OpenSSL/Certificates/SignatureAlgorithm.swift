/// A hash function and a way to sign with it, as an `AlgorithmIdentifier` names them together.
package struct SignatureAlgorithm: Hashable, Sendable {
    package let digest: DigestAlgorithm
    package let padding: SignaturePadding

    package init(digest: DigestAlgorithm, padding: SignaturePadding = .pkcs1v15) {
        self.digest = digest
        self.padding = padding
    }

    /// The `AlgorithmIdentifier` for a key of this kind.
    package func derEncoded(for kind: KeyKind) -> [UInt8] {
        guard case .rsa = kind else { return DER.sequence(DER.oid(ecdsaOID)) }
        switch padding {
        case .pkcs1v15:
            // RFC 4055, section 5: the parameters are NULL, not absent.
            return DER.sequence(DER.oid(rsaOID), DER.null)
        case .pss(let saltLength):
            return DER.sequence(DER.oid("1.2.840.113549.1.1.10"), pssParameters(saltLength ?? digest.byteCount))
        }
    }

    /// RFC 8017, appendix C.
    private var rsaOID: OID {
        switch digest {
        case .sha1: "1.2.840.113549.1.1.5"
        case .sha256: "1.2.840.113549.1.1.11"
        case .sha384: "1.2.840.113549.1.1.12"
        case .sha512: "1.2.840.113549.1.1.13"
        }
    }

    /// RFC 5758, section 3.2; RFC 3279, 2.2.3 for SHA-1.
    private var ecdsaOID: OID {
        switch digest {
        case .sha1: "1.2.840.10045.4.1"
        case .sha256: "1.2.840.10045.4.3.2"
        case .sha384: "1.2.840.10045.4.3.3"
        case .sha512: "1.2.840.10045.4.3.4"
        }
    }

    /// `RSASSA-PSS-params` (RFC 4055, section 3.1); the defaults (SHA-1, 20 bytes) are left out as DER asks.
    package func pssParameters(_ saltLength: Int) -> [UInt8] {
        let hash = DER.sequence(DER.oid(digest.oid), DER.null)
        let fields =
            digest == .sha1
            ? [] : [DER.explicit(0, hash), DER.explicit(1, DER.sequence(DER.oid("1.2.840.113549.1.1.8"), hash))]
        return DER.sequence(of: fields + (saltLength == 20 ? [] : [DER.explicit(2, DER.integer(saltLength))]))
    }
}

extension SignatureAlgorithm {
    /// The SIGNED{} form that certificates and revocation lists share (RFC 5280, 4.1.1): the part that is signed,
    /// the algorithm, the signature.
    func signed(_ toBeSigned: [UInt8], by key: PrivateKey) throws -> [UInt8] {
        let signature = try key.signature(message: toBeSigned, algorithm: digest, padding: padding)
        return DER.sequence(toBeSigned, derEncoded(for: key.kind), DER.bitString(signature))
    }
}
