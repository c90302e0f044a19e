import COpenSSL

/// The numbers of a public key, big-endian.
package enum PublicKeyNumbers: Hashable, Sendable {
    /// Without leading zeros.
    case rsa(modulus: [UInt8], exponent: [UInt8])
    /// Both of the curve's coordinate length.
    case ec(curve: EllipticCurve, x: [UInt8], y: [UInt8])

    init(of key: OpaquePointer, _ kind: KeyKind) throws(OpenSSLError) {
        switch kind {
        case .rsa:
            self = .rsa(
                modulus: try Self.number(OSSL_PKEY_PARAM_RSA_N, of: key),
                exponent: try Self.number(OSSL_PKEY_PARAM_RSA_E, of: key)
            )
        case .ec(let curve):
            let count = curve.coordinateByteCount
            self = .ec(
                curve: curve,
                x: try Self.number(OSSL_PKEY_PARAM_EC_PUB_X, of: key, paddedTo: count),
                y: try Self.number(OSSL_PKEY_PARAM_EC_PUB_Y, of: key, paddedTo: count)
            )
        }
    }

    private static func number(
        _ parameter: String,
        of key: OpaquePointer,
        paddedTo count: Int? = nil
    ) throws(OpenSSLError) -> [UInt8] {
        var number: OpaquePointer?
        try check(EVP_PKEY_get_bn_param(key, parameter, &number), "EVP_PKEY_get_bn_param(\(parameter))")
        defer { BN_free(number) }
        let count = count ?? Int(BN_num_bits(number) + 7) / 8
        var written: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, used in
            written = BN_bn2binpad(number, buffer.baseAddress, Int32(count))
            used = max(0, Int(written))
        }
        guard written == count else { throw .takingQueue(after: "BN_bn2binpad") }
        return bytes
    }

    /// The `SubjectPublicKeyInfo` (RFC 3279, 2.3.1; RFC 5480, section 2).
    package var spkiDER: [UInt8] {
        switch self {
        case .rsa(let modulus, let exponent):
            DER.sequence(
                DER.sequence(DER.oid("1.2.840.113549.1.1.1"), DER.null),
                DER.bitString(DER.sequence(DER.integer(magnitude: modulus), DER.integer(magnitude: exponent)))
            )
        case .ec(let curve, let x, let y):
            DER.sequence(
                DER.sequence(DER.oid("1.2.840.10045.2.1"), DER.oid(curve.oid)),
                DER.bitString([0x04] + x + y)
            )
        }
    }
}
