/// OpenSSL's security level: how weak a key, hash function or protocol may be (`SSL_CTX_set_security_level`).
package enum SecurityLevel: Int32, Codable, Sendable {
    /// Everything passes, also RSA-1024, SHA-1 signatures and TLS 1.0.
    case everything = 0
    /// At least 80 bits: RSA-1024 passes, SHA-1 in certificates does not.
    case bits80 = 1
    /// At least 112 bits: RSA-2048 and SHA-256; Debian's choice and ours.
    case bits112 = 2
}
