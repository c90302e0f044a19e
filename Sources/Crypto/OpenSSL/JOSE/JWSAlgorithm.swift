/// Signature algorithms of JWS (RFC 7518, section 3.1). `none` and the symmetric ones are left out on purpose.
package enum JWSAlgorithm: String, Codable, CaseIterable, Sendable {
    case rs256 = "RS256"
    case rs384 = "RS384"
    case rs512 = "RS512"
    case ps256 = "PS256"
    case ps384 = "PS384"
    case ps512 = "PS512"
    case es256 = "ES256"
    case es384 = "ES384"
    case es512 = "ES512"

    var digest: DigestAlgorithm {
        switch self {
        case .rs256, .ps256, .es256: .sha256
        case .rs384, .ps384, .es384: .sha384
        case .rs512, .ps512, .es512: .sha512
        }
    }

    /// RFC 7518, section 3.5: the salt of PSS is as long as the hash.
    var padding: SignaturePadding {
        switch self {
        case .ps256, .ps384, .ps512: .pss(saltLength: nil)
        default: .pkcs1v15
        }
    }

    /// The curve of the ES algorithms (RFC 7518, section 3.4).
    var curve: EllipticCurve? {
        switch self {
        case .es256: .p256
        case .es384: .p384
        case .es512: .p521
        default: nil
        }
    }

    /// Whether keys of this kind sign with this algorithm. RSA keys need 2048 bits (RFC 7518, sections 3.3 and 3.5).
    package func fits(_ kind: KeyKind) -> Bool {
        switch kind {
        case .rsa(let bits): curve == nil && bits >= 2048
        case .ec(let curve): curve == self.curve
        }
    }
}
