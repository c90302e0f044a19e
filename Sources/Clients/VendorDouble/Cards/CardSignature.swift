package import OpenSSL

/// What a card has signed, verified by its own certificate.
package struct CardSignature: Hashable, Sendable {
    package let certificate: Certificate
    package let bytes: [UInt8]

    /// DigestInfo of SHA-256 (RFC 8017, 9.2) before the digest.
    static func digestInfo(_ digest: [UInt8]) -> [UInt8] { prefix + digest }

    private static let prefix = Hex.decode("3031300d060960864801650304020105000420") ?? []
}
