/// The NIST curves of FIPS 186-4.
package enum EllipticCurve: String, Codable, CaseIterable, Sendable {
    case p256
    case p384
    case p521

    /// libcrypto's name for the group.
    var groupName: String {
        switch self {
        case .p256: "prime256v1"
        case .p384: "secp384r1"
        case .p521: "secp521r1"
        }
    }

    /// RFC 5480, section 2.1.1.1.
    package var oid: OID {
        switch self {
        case .p256: "1.2.840.10045.3.1.7"
        case .p384: "1.3.132.0.34"
        case .p521: "1.3.132.0.35"
        }
    }

    /// The length of one coordinate in bytes.
    package var coordinateByteCount: Int {
        switch self {
        case .p256: 32
        case .p384: 48
        case .p521: 66
        }
    }
}
