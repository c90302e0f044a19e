package import Foundation

/// One entry of a revocation list (RFC 5280, 5.1.2.6).
package struct RevokedCertificate: Hashable, Sendable {
    /// Big-endian magnitude of the serial number.
    package let serialNumber: [UInt8]
    /// Whole seconds.
    package let date: Date
    /// nil when the entry names none.
    package let reason: RevocationReason?

    package init(serialNumber: [UInt8], date: Date, reason: RevocationReason? = nil) {
        self.serialNumber = serialNumber
        self.date = date
        self.reason = reason
    }

    var derEncoded: [UInt8] {
        let fields = [DER.integer(magnitude: serialNumber), DER.time(date)]
        guard let reason else { return DER.sequence(of: fields) }
        let reasonExtension = CertificateExtension(
            oid: .cRLReason,
            isCritical: false,
            value: DER.enumerated(reason.rawValue)
        )
        return DER.sequence(of: fields + [DER.sequence(reasonExtension.derEncoded)])
    }
}
