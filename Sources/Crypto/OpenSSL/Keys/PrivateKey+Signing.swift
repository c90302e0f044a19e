import COpenSSL

extension PrivateKey {
    /// Signs a hash value that was made elsewhere.
    ///
    /// - Parameters:
    ///   - digest: the hash value, exactly as long as `algorithm` makes it.
    ///   - padding: for RSA keys; has no meaning for elliptic curves.
    /// - Returns: for RSA as many bytes as the modulus has; for elliptic curves the DER `ECDSA-Sig-Value`
    ///   (RFC 3279, 2.2.3).
    package func signature(
        digest: [UInt8],
        algorithm: DigestAlgorithm,
        padding: SignaturePadding = .pkcs1v15
    ) throws -> [UInt8] {
        guard digest.count == algorithm.byteCount else {
            throw OpenSSLError.refused("a signature", "\(digest.count) bytes are no \(algorithm) hash")
        }
        return try clearingErrors {
            let operation = try KeyOperation(key: pointer)
            try check(EVP_PKEY_sign_init(operation.pointer), "EVP_PKEY_sign_init")
            try operation.configure(kind, algorithm, padding)
            return try operation.sign(digest, capacity: signatureCapacity)
        }
    }

    /// Hashes `message` and signs the hash value.
    package func signature(
        message: [UInt8],
        algorithm: DigestAlgorithm,
        padding: SignaturePadding = .pkcs1v15
    ) throws -> [UInt8] {
        try signature(digest: algorithm.hash(message), algorithm: algorithm, padding: padding)
    }

    /// The bare RSA private operation without any padding (RSASP1, RFC 8017 section 5.2.1), as a smart card does it.
    ///
    /// - Parameter block: as many bytes as the modulus has, and as a number smaller than the modulus.
    /// - Returns: as many bytes.
    package func rawPrivateOperation(_ block: [UInt8]) throws -> [UInt8] {
        guard case .rsa = kind else { throw OpenSSLError.refused("a raw RSA operation", "the key is not RSA") }
        guard block.count == signatureCapacity else {
            throw OpenSSLError.refused(
                "a raw RSA operation",
                "block of \(block.count) bytes for a modulus of \(signatureCapacity)"
            )
        }
        return try clearingErrors {
            let operation = try KeyOperation(key: pointer)
            try check(EVP_PKEY_sign_init(operation.pointer), "EVP_PKEY_sign_init")
            try check(EVP_PKEY_CTX_set_rsa_padding(operation.pointer, RSA_NO_PADDING), "EVP_PKEY_CTX_set_rsa_padding")
            return try operation.sign(block, capacity: signatureCapacity)
        }
    }
}
