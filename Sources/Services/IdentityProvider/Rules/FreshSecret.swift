import OpenSSL

/// A secret that was just drawn from the system's generator: the value goes out once, only the digest stays here.
package struct FreshSecret: Sendable {
    /// 32 random bytes in base64url: 43 characters.
    package let value: String
    package var digest: SecretDigest { SecretDigest(of: value) }

    package init() {
        value = SecureRandom.token(byteCount: 32)
    }

    /// Whether a presented value has the form of a secret made here; says nothing about its being one.
    package static func hasForm(_ value: String) -> Bool {
        value.utf8.count == 43 && Base64URL.decode(value) != nil
    }
}
