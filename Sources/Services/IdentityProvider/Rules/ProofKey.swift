import OpenSSL

/// PKCE with S256, RFC 7636.
package enum ProofKey {
    /// Section 4.3: base64url of a SHA-256, that is 43 characters.
    package static func isChallenge(_ text: String) -> Bool {
        text.utf8.count == 43 && Base64URL.decode(text) != nil
    }

    /// Section 4.1: 43 to 128 unreserved characters.
    package static func isVerifier(_ text: String) -> Bool {
        (43...128).contains(text.utf8.count) && text.utf8.allSatisfy(PercentEncoding.isUnreserved)
    }

    /// Section 4.2: BASE64URL(SHA256(verifier)).
    package static func challenge(of verifier: String) -> String {
        Base64URL.encode(DigestAlgorithm.sha256.hash(Array(verifier.utf8)))
    }
}
