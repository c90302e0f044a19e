import OpenSSL

/// How the desk writes a .p12.
package enum PKCS12Encoding: String, Codable, Sendable, CaseIterable {
    case aes256 = "aes"
    /// RC2-40 and triple DES (ISS-08).
    case legacy
    /// What old versions of Windows and today's programs both open (FIELD-25).
    case tripleDES = "triple-des"
    /// Without the CA certificates (ISS-11).
    case withoutChain = "without-chain"
    /// The second half is missing (ISS-09).
    case damaged

    var encryption: PKCS12Encryption {
        switch self {
        case .legacy: .rc2
        case .tripleDES: .tripleDES
        case .aes256, .withoutChain, .damaged: .aes256
        }
    }
    var includesChain: Bool { self != .withoutChain }
}
