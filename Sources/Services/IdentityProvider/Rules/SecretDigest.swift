import OpenSSL

/// A secret (login handle, code, token, browser cookie) as state and journal know it: its SHA-256 in lower-case hex.
package struct SecretDigest: RawRepresentable, Hashable, Codable, CodingKeyRepresentable, Sendable {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package init(of secret: some StringProtocol) {
        rawValue = Hex.encode(DigestAlgorithm.sha256.hash(Array(secret.utf8)))
    }
}
