import COpenSSL

/// How a .p12 file is encrypted.
package enum PKCS12Encryption: String, Codable, CaseIterable, Sendable {
    /// PBES2 with PBKDF2-HMAC-SHA256 and AES-256-CBC; MAC with SHA-256.
    case aes256
    /// `pbeWithSHAAnd3-KeyTripleDES-CBC` for everything; MAC with SHA-1.
    case tripleDES
    /// `pbeWithSHAAnd40BitRC2-CBC` for the certificates, triple DES for the key; MAC with SHA-1. What programs wrote
    /// for twenty years, and what OpenSSL 3 opens only with its legacy provider.
    case rc2

    var certificateCipher: Int32 {
        switch self {
        case .aes256: NID_aes_256_cbc
        case .tripleDES: NID_pbe_WithSHA1And3_Key_TripleDES_CBC
        case .rc2: NID_pbe_WithSHA1And40BitRC2_CBC
        }
    }

    var keyCipher: Int32 {
        switch self {
        case .aes256: NID_aes_256_cbc
        case .tripleDES, .rc2: NID_pbe_WithSHA1And3_Key_TripleDES_CBC
        }
    }

    var macDigest: DigestAlgorithm { self == .aes256 ? .sha256 : .sha1 }
}
