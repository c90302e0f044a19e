/// A PKCS#12 (.p12) file: private keys, their certificates, and certificates above them (RFC 7292).
package struct PKCS12: Sendable {
    /// A private key and the certificate that is stored as belonging to it.
    package struct Identity: Sendable {
        package var privateKey: PrivateKey
        package var certificate: Certificate
        package var friendlyName: String?

        package init(privateKey: PrivateKey, certificate: Certificate, friendlyName: String? = nil) {
            self.privateKey = privateKey
            self.certificate = certificate
            self.friendlyName = friendlyName
        }

        /// Whether the certificate is really the key's. A file may say otherwise.
        package var isConsistent: Bool { (try? certificate.publicKey) == privateKey.publicKey }
    }

    /// In the order of the file; usually one.
    package var identities: [Identity]
    /// Certificates without a key, in the order of the file.
    package var chain: [Certificate]

    package init(identities: [Identity], chain: [Certificate]) {
        self.identities = identities
        self.chain = chain
    }

    /// A file with one identity.
    package init(
        privateKey: PrivateKey,
        certificate: Certificate,
        chain: [Certificate] = [],
        friendlyName: String? = nil
    ) {
        self.init(
            identities: [Identity(privateKey: privateKey, certificate: certificate, friendlyName: friendlyName)],
            chain: chain
        )
    }
}
