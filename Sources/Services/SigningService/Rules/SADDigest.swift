import OpenSSL

/// How a SAD is named where it must not be readable: in events, state and journal.
enum SADDigest {
    /// SHA-256 of the text, lower-case hex.
    static func of(_ sad: String) -> String {
        Hex.encode(DigestAlgorithm.sha256.hash(Array(sad.utf8)))
    }
}
