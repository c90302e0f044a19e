import COpenSSL

/// What a key is: the algorithm and its size.
package enum KeyKind: Hashable, Sendable {
    case rsa(bits: Int)
    case ec(EllipticCurve)

    /// The kind of an `EVP_PKEY`.
    init(of key: OpaquePointer) throws(OpenSSLError) {
        if EVP_PKEY_is_a(key, "RSA") == 1 {
            self = .rsa(bits: Int(EVP_PKEY_get_bits(key)))
            return
        }
        if EVP_PKEY_is_a(key, "EC") == 1 {
            var name = [CChar](repeating: 0, count: 80)
            var length = 0
            try check(EVP_PKEY_get_group_name(key, &name, name.count, &length), "EVP_PKEY_get_group_name")
            let group = String(decoding: name.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
            if let curve = EllipticCurve.allCases.first(where: { $0.groupName == group }) {
                self = .ec(curve)
                return
            }
            throw .refused("reading a key", "elliptic curve \(group)")
        }
        let type = EVP_PKEY_get0_type_name(key).map { String(cString: $0) } ?? "unknown"
        throw .refused("reading a key", "key of type \(type)")
    }
}
