import OpenSSL

/// A code verifier and its challenge, method S256 (RFC 7636, section 4).
struct ProofKey: Sendable {
    let verifier = SecureRandom.token(byteCount: 32)

    var challenge: String { Base64URL.encode(DigestAlgorithm.sha256.hash(Array(verifier.utf8))) }
}
