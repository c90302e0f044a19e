package import OpenSSL

/// A practitioner's key in the service, with its certificate: what signatures are asked of and verified with.
package struct SigningCredential: Hashable, Sendable {
    package let id: String
    /// End entity first, then what the service sent after it.
    package let chain: [Certificate]
    package let publicKey: PublicKey
    /// `key/status`
    package let keyStatus: String
    /// `cert/status`; nil where the service does not say.
    package let certificateStatus: String?
    /// `key/algo`
    package let algorithms: [String]
    /// The most signatures of one authorization.
    package let multisign: Int

    package var certificate: Certificate { chain[0] }

    init(id: String, _ answer: CredentialAnswer) throws(VendorFailure) {
        let call = CSCMethod.credential.call
        self.id = id
        do {
            chain = try (answer.cert.certificates ?? []).map { text in
                try Certificate(derEncoded: Base64.decode(text) ?? [])
            }
            guard let leaf = chain.first else { throw VendorFailure(call, .credential(.noCertificate)) }
            publicKey = try leaf.publicKey
        } catch {
            throw VendorFailure(call, .credential(.noCertificate))
        }
        keyStatus = answer.key.status
        certificateStatus = answer.cert.status
        algorithms = answer.key.algo
        multisign = answer.multisign
    }

    /// - Throws: ``VendorFailure`` for a credential whose service says that it does not sign.
    func requireUsable() throws(VendorFailure) {
        guard keyStatus == "enabled", certificateStatus ?? "valid" == "valid" else {
            let fault = CredentialFault.unusable(key: keyStatus, certificate: certificateStatus)
            throw VendorFailure(CSCMethod.credential.call, .credential(fault))
        }
    }
}
