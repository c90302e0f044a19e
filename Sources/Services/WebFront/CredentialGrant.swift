/// What an access token of scope `credential` authorizes, in place of signature activation data (CSC API v2, section 8.4).
package struct CredentialGrant: Codable, Sendable, Equatable {
    /// The credential that the person released; where the request named a `signatureQualifier`, the one that was chosen.
    package let credentialID: String
    /// How many signatures may be made with it in all.
    package let numSignatures: Int
    /// The digests it is bound to (SCAL 2), in standard base64 whatever alphabet they came in.
    package let hashes: [String]
    /// Dotted OID of the digests' algorithm.
    package let hashAlgorithmOID: String

    package init(credentialID: String, numSignatures: Int, hashes: [String], hashAlgorithmOID: String) {
        self.credentialID = credentialID
        self.numSignatures = numSignatures
        self.hashes = hashes
        self.hashAlgorithmOID = hashAlgorithmOID
    }
}
