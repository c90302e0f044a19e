import COpenSSL

extension PKCS12 {
    /// Opens a .p12 file. Files with RC2 are not opened, as OpenSSL 3 does not open them as it comes.
    ///
    /// - Parameters:
    ///   - der: the whole file, DER or BER.
    ///   - password: an empty one also opens files written without any.
    package init(derEncoded der: [UInt8], password: String) throws(PKCS12ReadError) {
        let contents = try clearingErrors { () throws(PKCS12ReadError) in
            try PKCS12Reader.read(der, password: password)
        }
        try self.init(contents)
    }

    /// Pairs keys with certificates: by localKeyID, else by the key itself.
    private init(_ contents: PKCS12Reader.Contents) throws(PKCS12ReadError) {
        var certificates = contents.certificates
        var identities: [Identity] = []
        for key in contents.keys {
            let index =
                certificates.firstIndex { $0.localKeyID != nil && $0.localKeyID == key.localKeyID }
                ?? certificates.firstIndex { (try? $0.value.publicKey) == key.value.publicKey }
            guard let index else { continue }
            let certificate = certificates.remove(at: index)
            identities.append(
                Identity(
                    privateKey: key.value,
                    certificate: certificate.value,
                    friendlyName: certificate.friendlyName ?? key.friendlyName
                )
            )
        }
        guard !identities.isEmpty else { throw .notPKCS12 }
        self.init(identities: identities, chain: certificates.map(\.value))
    }
}
