import COpenSSL

extension PublicKey {
    /// Whether the private half of this RSA key made this RSASSA-PKCS1-v1_5 signature, over whatever data; always false
    /// for other keys.
    ///
    /// Tells a signature over other data from one with another key.
    package func hasMade(_ signature: [UInt8]) -> Bool {
        guard case .rsa = kind else { return false }
        return clearingErrors {
            guard let operation = try? KeyOperation(key: pointer),
                EVP_PKEY_verify_recover_init(operation.pointer) == 1,
                EVP_PKEY_CTX_set_rsa_padding(operation.pointer, RSA_PKCS1_PADDING) == 1
            else { return false }
            var count = Int(EVP_PKEY_get_size(pointer))
            var recovered = [UInt8](repeating: 0, count: count)
            return EVP_PKEY_verify_recover(operation.pointer, &recovered, &count, signature, signature.count) == 1
        }
    }
}
