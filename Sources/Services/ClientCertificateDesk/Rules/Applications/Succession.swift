package import Foundation
import OpenSSL
package import Registry

/// What a new certificate means for the facility's older ones (desk rules CC-3, CC-7, DL-7).
package enum Succession {
    /// The commands to perform, in order, in front of the issue of the new certificate.
    ///
    /// What is planned to be revoked already keeps its earlier instant.
    package static func commands(
        for facility: ID<Facility>,
        in certificates: ClientCertificates,
        at now: Date,
        overlap: PreparedIssue.Overlap = .month
    ) -> [ClientCertificateDomain.Command] {
        let older = certificates.certificates(of: facility)
            .filter { $0.revocation == nil && now < $0.certificate.expiry }
        switch overlap {
        case .month:
            return older.filter { $0.plannedRevocation == nil }
                .map { .planRevocation($0.id, at: DeskCalendar.overlapEnd(issuedAt: now), reason: .superseded) }
        case .none:
            return older.map { .revoke($0.id, reason: .superseded) }
        }
    }
}
