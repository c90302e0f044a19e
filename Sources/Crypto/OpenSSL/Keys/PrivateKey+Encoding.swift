import COpenSSL

extension PrivateKey {
    /// From an unencrypted PKCS#8 `PrivateKeyInfo` (RFC 5208).
    package convenience init(pkcs8DER der: [UInt8]) throws {
        let key = try clearingErrors { () throws(OpenSSLError) -> OpaquePointer in
            let info = try decoded(
                "d2i_PKCS8_PRIV_KEY_INFO",
                der,
                free: { PKCS8_PRIV_KEY_INFO_free($0) },
                { d2i_PKCS8_PRIV_KEY_INFO(nil, $0, $1) }
            )
            defer { PKCS8_PRIV_KEY_INFO_free(info) }
            return try require(EVP_PKCS82PKEY_ex(info, LibraryContext.standard.pointer, nil), "EVP_PKCS82PKEY_ex")
        }
        try self.init(owning: key)
    }

    /// From the first unencrypted key in a PEM text: `PRIVATE KEY` (PKCS#8), `RSA PRIVATE KEY` (PKCS#1) or
    /// `EC PRIVATE KEY` (RFC 5915).
    package convenience init(pem: String) throws {
        let block = try PEM.first(["PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"], in: pem)
        if block.label == "PRIVATE KEY" {
            try self.init(pkcs8DER: block.derEncoded)
            return
        }
        let type = block.label.hasPrefix("RSA") ? EVP_PKEY_RSA : EVP_PKEY_EC
        let key = try clearingErrors { () throws(OpenSSLError) -> OpaquePointer in
            try decoded(
                "d2i_PrivateKey_ex",
                block.derEncoded,
                free: { EVP_PKEY_free($0) },
                { d2i_PrivateKey_ex(type, nil, $0, $1, LibraryContext.standard.pointer, nil) }
            )
        }
        try self.init(owning: key)
    }

    /// The unencrypted PKCS#8 `PrivateKeyInfo`.
    package func pkcs8DER() throws -> [UInt8] {
        try clearingErrors { () throws(OpenSSLError) in
            let info = try require(EVP_PKEY2PKCS8(pointer), "EVP_PKEY2PKCS8")
            defer { PKCS8_PRIV_KEY_INFO_free(info) }
            return try encoded("i2d_PKCS8_PRIV_KEY_INFO") { i2d_PKCS8_PRIV_KEY_INFO(info, $0) }
        }
    }

    /// ``pkcs8DER()`` as a PEM block.
    package func pem() throws -> String {
        PEM.encode(label: "PRIVATE KEY", try pkcs8DER())
    }
}
