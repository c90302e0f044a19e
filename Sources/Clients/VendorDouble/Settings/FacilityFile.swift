package import OpenSSL

/// The facility's client certificate, opened from the .p12 file of the desk.
package struct FacilityFile: Sendable {
    package let identity: TLSClientConfiguration.Identity

    /// - Throws: ``VendorFailure`` that tells wrong password, unsupported encryption and a damaged file apart, as they ask
    ///   the user for different things; and a certificate of another key.
    package init(pkcs12 bytes: [UInt8], password: String) throws(VendorFailure) {
        let call = "open the .p12 file"
        let file: PKCS12
        do {
            file = try PKCS12(derEncoded: bytes, password: password)
        } catch {
            throw VendorFailure(call, .pkcs12(error))
        }
        guard let identity = file.identities.first(where: \.isConsistent) else {
            throw VendorFailure(call, .keyDoesNotMatch)
        }
        self.identity = .init(chain: [identity.certificate] + file.chain, key: identity.privateKey)
    }
}
