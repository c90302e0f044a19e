package import OpenSSL

/// The facility's client certificate, opened from the .p12 file of the desk.
package struct FacilityFile: Sendable {
    package let identity: TLSClientConfiguration.Identity

    /// - Parameter system: whose store opens it.
    /// - Throws: ``VendorFailure`` that tells wrong password, unsupported encryption and a damaged file apart, as they ask
    ///   the user for different things; and a certificate of another key.
    package init(
        pkcs12 bytes: [UInt8],
        password: String,
        system: CertificateSystem = .current
    ) throws(VendorFailure) {
        let call = "open the .p12 file"
        let file: PKCS12
        do {
            try system.check(bytes)
            file = try PKCS12(derEncoded: bytes, password: password)
        } catch {
            throw VendorFailure(call, .pkcs12(error))
        }
        let usable = file.identities.filter(\.isConsistent)
        guard let identity = Self.best(of: usable) ?? usable.first else {
            throw VendorFailure(call, .keyDoesNotMatch)
        }
        self.identity = .init(chain: [identity.certificate] + file.chain, key: identity.privateKey)
    }

    /// Of several, one for client authentication, and of those the one that lasts longest (ISS-12).
    private static func best(of identities: [PKCS12.Identity]) -> PKCS12.Identity? {
        identities.filter { identity in
            let usages = try? identity.certificate.extendedKeyUsage
            return usages.map { $0.contains(ExtendedKeyUsage.clientAuth) } ?? true
        }
        .max { $0.certificate.notAfter < $1.certificate.notAfter }
    }
}
