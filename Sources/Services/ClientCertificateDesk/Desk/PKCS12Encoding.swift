import OpenSSL

/// How the desk writes a .p12.
package enum PKCS12Encoding: String, Codable, Sendable, CaseIterable {
    case aes256 = "aes"
    /// RC2-40 and triple DES (ISS-08).
    case legacy
    /// Without the CA certificates (ISS-11).
    case withoutChain = "without-chain"
    /// The second half is missing (ISS-09).
    case damaged

    var encryption: PKCS12Encryption { self == .legacy ? .rc2 : .aes256 }
    var includesChain: Bool { self != .withoutChain }
}
