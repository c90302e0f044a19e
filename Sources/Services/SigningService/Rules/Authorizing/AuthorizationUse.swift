package import OpenSSL
package import WebFront

/// The request to use an authorization for signatures.
package struct AuthorizationUse: Sendable {
    package struct Work: Sendable {
        package let hashes: [[UInt8]]
        package let digest: DigestAlgorithm
        package let padding: SignaturePadding
    }

    /// What stands behind the request.
    package enum Proof: Sendable {
        /// A SAD, by its SHA-256.
        case sad(String)
        /// A token of scope `credential`, by its SHA-256: the bearer itself, or sent as SAD.
        case token(String, CredentialGrant, isBearer: Bool)
    }

    package let proof: Proof
    package let credentialID: String
    package let holder: Holder
    /// What is to be signed, or why the rest of the request is wrong: told only to the holder of a good SAD.
    package let work: Result<Work, CSCError>

    /// The SHA-256 under which the journal names the proof.
    var proofDigest: String {
        switch proof {
        case .sad(let digest), .token(let digest, _, _): digest
        }
    }
}
