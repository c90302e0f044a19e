import COpenSSL

/// An RSA or elliptic curve key pair. Many tasks may sign with one key at the same time.
package final class PrivateKey: Sendable {
    // Never changed after `init`; libcrypto locks what it caches inside an EVP_PKEY (RSA blinding).
    nonisolated(unsafe) let pointer: OpaquePointer
    package let kind: KeyKind
    package let publicKey: PublicKey
    /// Room for any signature of this key, in bytes; for RSA the length of the modulus.
    let signatureCapacity: Int

    /// Takes over one reference to an `EVP_PKEY` that holds both halves, also when it throws.
    init(owning key: OpaquePointer) throws {
        do {
            EVP_PKEY_up_ref(key)
            publicKey = try PublicKey(owning: key)
            kind = publicKey.kind
        } catch {
            EVP_PKEY_free(key)
            throw error
        }
        pointer = key
        signatureCapacity = Int(EVP_PKEY_get_size(key))
    }

    deinit {
        EVP_PKEY_free(pointer)
    }

    /// Makes a new key. RSA keys have the public exponent 65537; 2048 bits take about a tenth of a second.
    package static func generate(_ kind: KeyKind) throws -> PrivateKey {
        try clearingErrors {
            let operation: KeyOperation
            switch kind {
            case .rsa(let bits):
                operation = try KeyOperation(type: "RSA")
                try check(EVP_PKEY_keygen_init(operation.pointer), "EVP_PKEY_keygen_init")
                guard let bits = Int32(exactly: bits) else { throw OpenSSLError.refused("making a key", "key size") }
                try check(
                    EVP_PKEY_CTX_set_rsa_keygen_bits(operation.pointer, bits),
                    "EVP_PKEY_CTX_set_rsa_keygen_bits(\(bits))"
                )
            case .ec(let curve):
                operation = try KeyOperation(type: "EC")
                try check(EVP_PKEY_keygen_init(operation.pointer), "EVP_PKEY_keygen_init")
                try check(
                    EVP_PKEY_CTX_set_group_name(operation.pointer, curve.groupName),
                    "EVP_PKEY_CTX_set_group_name(\(curve.groupName))"
                )
            }
            var key: OpaquePointer?
            try check(EVP_PKEY_generate(operation.pointer, &key), "EVP_PKEY_generate")
            return try PrivateKey(owning: require(key, "EVP_PKEY_generate"))
        }
    }
}
