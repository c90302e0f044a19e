package import OpenSSL

/// The request to spend a SAD.
package struct AuthorizationUse: Sendable {
    package typealias Work = (hashes: [[UInt8]], digest: DigestAlgorithm)

    package let credentialID: String
    package let practitionerID: String
    /// SHA-256 of the client certificate of this connection, lower-case hex.
    package let facilityCertificate: String
    /// What is to be signed, or why the rest of the request is wrong: told only to the holder of a good SAD.
    package let work: Result<Work, CSCError>
}
