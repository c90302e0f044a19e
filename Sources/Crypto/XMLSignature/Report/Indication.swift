/// The sub-indications of ETSI EN 319 102-1, clause 5.1.3, that this verifier gives.
package enum Indication: String, Hashable, Sendable, Codable {
    case formatFailure = "FORMAT_FAILURE"
    case hashFailure = "HASH_FAILURE"
    case signatureFailure = "SIG_CRYPTO_FAILURE"
    case revoked = "REVOKED"
    case expired = "EXPIRED"
    case notYetValid = "NOT_YET_VALID"
    case signatureConstraints = "SIG_CONSTRAINTS_FAILURE"
    case chainConstraints = "CHAIN_CONSTRAINTS_FAILURE"
    case chainFailure = "CERTIFICATE_CHAIN_GENERAL_FAILURE"
    case cryptoConstraints = "CRYPTO_CONSTRAINTS_FAILURE"
    case noSigningCertificate = "NO_SIGNING_CERTIFICATE_FOUND"
    case noChain = "NO_CERTIFICATE_CHAIN_FOUND"
    case tryLater = "TRY_LATER"
    case signedDataNotFound = "SIGNED_DATA_NOT_FOUND"
    case timestampOrder = "TIMESTAMP_ORDER_FAILURE"
}
