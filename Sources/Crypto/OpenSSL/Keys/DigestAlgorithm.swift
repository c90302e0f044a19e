import COpenSSL

/// The hash functions of this product's signatures, certificates and protocols.
package enum DigestAlgorithm: String, Codable, CaseIterable, Sendable {
    case sha1
    case sha256
    case sha384
    case sha512

    /// RFC 8017, appendix B.1.
    package var oid: OID {
        switch self {
        case .sha1: "1.3.14.3.2.26"
        case .sha256: "2.16.840.1.101.3.4.2.1"
        case .sha384: "2.16.840.1.101.3.4.2.2"
        case .sha512: "2.16.840.1.101.3.4.2.3"
        }
    }

    package init?(oid: OID) {
        guard let match = Self.allCases.first(where: { $0.oid == oid }) else { return nil }
        self = match
    }

    /// The length of the hash value in bytes.
    package var byteCount: Int {
        switch self {
        case .sha1: 20
        case .sha256: 32
        case .sha384: 48
        case .sha512: 64
        }
    }

    /// The hash value of `bytes`.
    package func hash(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, used in
            let result = bytes.withUnsafeBytes {
                EVP_Digest($0.baseAddress, $0.count, buffer.baseAddress, nil, implementation.pointer, nil)
            }
            // Fails only when memory runs out.
            precondition(result == 1, "EVP_Digest failed")
            used = byteCount
        }
    }

    /// The name under which libcrypto knows it.
    var name: String {
        switch self {
        case .sha1: "SHA1"
        case .sha256: "SHA256"
        case .sha384: "SHA384"
        case .sha512: "SHA512"
        }
    }

    /// Fetched once for the life of the process: a fetch costs more than hashing a small message.
    var implementation: DigestImplementation {
        switch self {
        case .sha1: .sha1
        case .sha256: .sha256
        case .sha384: .sha384
        case .sha512: .sha512
        }
    }
}
