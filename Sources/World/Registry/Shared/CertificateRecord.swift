package import Foundation
package import OpenSSL
package import Simulation

/// What the world remembers of a certificate; its DER is a blob.
package struct CertificateRecord: Codable, Hashable, Sendable {
    /// The label of the issuing authority in the hierarchy.
    package let authority: String
    /// Upper-case hexadecimal.
    package let serialHex: String
    /// SHA-256 of the DER, lower-case hexadecimal.
    package let fingerprint: String
    package let notBefore: Date
    package let notAfter: Date

    /// Where the DER is.
    package var blob: BlobID { Self.blob(fingerprint: fingerprint) }

    package static func blob(fingerprint: String) -> BlobID { BlobID(rawValue: "certificate.\(fingerprint)") }

    /// What no two certificates share.
    var authorityAndSerial: String { "\(authority) \(serialHex)" }

    /// The first instant at which it has expired; notAfter itself still belongs to the validity (RFC 5280, 4.1.2.5).
    package var expiry: Date { notAfter.addingTimeInterval(1) }
}

extension CertificateRecord {
    package init(_ certificate: Certificate, authority: String) {
        self.authority = authority
        serialHex = certificate.serialHex
        fingerprint = Hex.encode(certificate.fingerprint(.sha256))
        notBefore = certificate.notBefore
        notAfter = certificate.notAfter
    }

    /// What differs from one run to the next, because keys are drawn anew.
    package static let variableFields: Set<String> = ["fingerprint", "serialHex"]
}
