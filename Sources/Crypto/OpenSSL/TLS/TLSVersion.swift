import COpenSSL

/// A version of the protocol; the raw value is the one on the wire.
package enum TLSVersion: UInt16, Comparable, CaseIterable, Codable, Sendable {
    /// Only for a server that offers nothing better (RFC 8996 forbids it).
    case tls10 = 0x0301
    /// Only for a server that offers nothing better (RFC 8996 forbids it).
    case tls11 = 0x0302
    case tls12 = 0x0303
    case tls13 = 0x0304

    package static func < (left: TLSVersion, right: TLSVersion) -> Bool { left.rawValue < right.rawValue }
}

extension TLSVersion: CustomStringConvertible {
    package var description: String {
        switch self {
        case .tls10: "TLS 1.0"
        case .tls11: "TLS 1.1"
        case .tls12: "TLS 1.2"
        case .tls13: "TLS 1.3"
        }
    }
}
