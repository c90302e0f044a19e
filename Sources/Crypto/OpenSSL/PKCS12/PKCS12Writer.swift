import COpenSSL

/// Puts keys and certificates into bags, bags into safes and safes into a file, as `openssl pkcs12 -export` does:
/// one encrypted safe with all certificates, one plain safe with the encrypted keys.
struct PKCS12Writer {
    let context: LibraryContext
    let encryption: PKCS12Encryption
    let password: String
    /// Of key derivation and of the MAC: by default what `openssl pkcs12 -export` uses.
    var iterations: Int32 = 2048

    func write(_ contents: PKCS12) throws(OpenSSLError) -> [UInt8] {
        var safes: OpaquePointer?
        defer { shim_PKCS7_stack_pop_free(safes) }
        try addCertificates(contents, to: &safes)
        try addKeys(contents.identities, to: &safes)

        let file = try require(
            PKCS12_add_safes_ex(safes, NID_pkcs7_data, context.pointer, nil),
            "PKCS12_add_safes_ex"
        )
        defer { PKCS12_free(file) }
        try check(
            PKCS12_set_mac(
                file,
                password,
                Int32(password.utf8.count),
                nil,
                0,
                iterations,
                encryption.macDigest.implementation.pointer
            ),
            "PKCS12_set_mac"
        )
        return try OpenSSL.encoded("i2d_PKCS12") { i2d_PKCS12(file, $0) }
    }

    private func addCertificates(_ contents: PKCS12, to safes: inout OpaquePointer?) throws(OpenSSLError) {
        var bags: OpaquePointer?
        defer { shim_SAFEBAG_stack_pop_free(bags) }
        for identity in contents.identities {
            try label(PKCS12_add_cert(&bags, identity.certificate.pointer), as: identity)
        }
        for certificate in contents.chain {
            _ = try require(PKCS12_add_cert(&bags, certificate.pointer), "PKCS12_add_cert")
        }
        guard bags != nil else { return }
        try check(
            PKCS12_add_safe_ex(
                &safes,
                bags,
                encryption.certificateCipher,
                iterations,
                password,
                context.pointer,
                nil
            ),
            "PKCS12_add_safe_ex"
        )
    }

    private func addKeys(_ identities: [PKCS12.Identity], to safes: inout OpaquePointer?) throws(OpenSSLError) {
        var bags: OpaquePointer?
        defer { shim_SAFEBAG_stack_pop_free(bags) }
        for identity in identities {
            let bag = PKCS12_add_key_ex(
                &bags,
                identity.privateKey.pointer,
                0,
                iterations,
                encryption.keyCipher,
                password,
                context.pointer,
                nil
            )
            try label(bag, as: identity)
        }
        guard bags != nil else { return }
        // -1: a safe that is not encrypted itself; the keys in it are.
        try check(PKCS12_add_safe_ex(&safes, bags, -1, 0, nil, context.pointer, nil), "PKCS12_add_safe_ex")
    }

    /// Gives the bags of a key and of its certificate the same localKeyID, by which readers pair them, and the name.
    private func label(_ bag: OpaquePointer?, as identity: PKCS12.Identity) throws(OpenSSLError) {
        let bag = try require(bag, "PKCS12_add_cert, PKCS12_add_key_ex")
        var identifier = identity.certificate.fingerprint(.sha1)
        try check(PKCS12_add_localkeyid(bag, &identifier, Int32(identifier.count)), "PKCS12_add_localkeyid")
        if let name = identity.friendlyName {
            // As bytes: OpenSSL's own function refuses letters beyond the BMP (𠮷), which others write and read.
            let units = name.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
            try check(
                PKCS12_add1_attr_by_NID(bag, NID_friendlyName, V_ASN1_BMPSTRING, units, Int32(units.count)),
                "PKCS12_add1_attr_by_NID"
            )
        }
    }
}
