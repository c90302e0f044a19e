import OpenSSL

/// Whether a card's key has signed a challenge: the value is base64 of the signature over the challenge's bytes, with
/// PKCS#1 v1.5 or ECDSA over SHA-256 [D].
enum ChallengeAnswer {
    static func isRight(_ value: String, to challenge: Challenge, by key: PublicKey) -> Bool {
        guard let signature = Base64.decode(value) ?? Base64URL.decode(value),
            let bytes = Base64.decode(challenge.value)
        else { return false }
        return key.isValid(signature: signature, message: bytes, algorithm: .sha256)
    }
}
