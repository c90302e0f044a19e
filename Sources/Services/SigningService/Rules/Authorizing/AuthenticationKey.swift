package import OpenSSL

/// The key of a card with which its holder answers challenges, and what its certificate is worth.
package struct AuthenticationKey: Sendable {
    package let practitionerID: String
    package let publicKey: PublicKey
    /// Of the certificate.
    package let status: CredentialFacts.Status

    package init(practitionerID: String, publicKey: PublicKey, status: CredentialFacts.Status) {
        self.practitionerID = practitionerID
        self.publicKey = publicKey
        self.status = status
    }
}
