/// Why a JWS is not accepted.
package enum JWSError: Error, Hashable, Sendable {
    /// Not three parts of base64url, or the header is not a JSON object with `alg`.
    case malformed
    /// `alg` is none of ``JWSAlgorithm``, or the header has `crit`.
    case unsupportedHeader
    /// No key that the header may mean, or one that does not fit its `alg`.
    case noMatchingKey
    case invalidSignature
}
