import COpenSSL

/// One `EVP_PKEY_CTX`: a single use of a key, on one thread.
struct KeyOperation: ~Copyable {
    let pointer: OpaquePointer

    /// An operation with an existing `EVP_PKEY`.
    init(key: OpaquePointer) throws(OpenSSLError) {
        pointer = try require(
            EVP_PKEY_CTX_new_from_pkey(LibraryContext.standard.pointer, key, nil),
            "EVP_PKEY_CTX_new_from_pkey"
        )
    }

    /// An operation that makes a key of this type.
    init(type: String) throws(OpenSSLError) {
        pointer = try require(
            EVP_PKEY_CTX_new_from_name(LibraryContext.standard.pointer, type, nil),
            "EVP_PKEY_CTX_new_from_name(\(type))"
        )
    }

    deinit {
        EVP_PKEY_CTX_free(pointer)
    }

    /// Sets hash function and padding of an initialised signature or verification.
    func configure(_ kind: KeyKind, _ algorithm: DigestAlgorithm, _ padding: SignaturePadding) throws(OpenSSLError) {
        if case .rsa = kind {
            switch padding {
            case .pkcs1v15:
                try check(EVP_PKEY_CTX_set_rsa_padding(pointer, RSA_PKCS1_PADDING), "EVP_PKEY_CTX_set_rsa_padding")
            case .pss(let saltLength):
                try check(EVP_PKEY_CTX_set_rsa_padding(pointer, RSA_PKCS1_PSS_PADDING), "EVP_PKEY_CTX_set_rsa_padding")
                guard let length = Int32(exactly: saltLength ?? Int(RSA_PSS_SALTLEN_DIGEST)) else {
                    throw .refused("a PSS signature", "salt length")
                }
                try check(
                    EVP_PKEY_CTX_set_rsa_pss_saltlen(pointer, length),
                    "EVP_PKEY_CTX_set_rsa_pss_saltlen(\(length))"
                )
            }
        }
        try check(
            EVP_PKEY_CTX_set_signature_md(pointer, algorithm.implementation.pointer),
            "EVP_PKEY_CTX_set_signature_md"
        )
    }

    /// Signs `input` with an operation on which `EVP_PKEY_sign_init` and the settings have been done.
    func sign(_ input: [UInt8], capacity: Int) throws(OpenSSLError) -> [UInt8] {
        var result: Int32 = 0
        let signature = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, used in
            var length = capacity
            result = EVP_PKEY_sign(pointer, buffer.baseAddress, &length, input, input.count)
            used = result == 1 ? length : 0
        }
        try check(result, "EVP_PKEY_sign")
        return signature
    }
}
