import Foundation
import HealthcarePKI
package import Simulation

extension ClientCertificate: Packed {
    package func pack(into writer: inout PackWriter) {
        id.pack(into: &writer)
        facility.pack(into: &writer)
        institutionCode.digits.pack(into: &writer)
        certificate.pack(into: &writer)
        issuedAt.pack(into: &writer)
        deliveredAt.pack(into: &writer)
        plannedRevocation.pack(into: &writer)
        suspendedAt.pack(into: &writer)
        revocation.pack(into: &writer)
    }

    package init(from reader: inout PackReader) throws(PackError) {
        self.init(
            id: try ID(from: &reader),
            facility: try ID(from: &reader),
            institutionCode: try InstitutionCode(packed: try String(from: &reader)),
            certificate: try CertificateRecord(from: &reader),
            issuedAt: try Date?(from: &reader),
            deliveredAt: try Date?(from: &reader),
            plannedRevocation: try Revocation?(from: &reader),
            suspendedAt: try Date?(from: &reader),
            revocation: try Revocation?(from: &reader)
        )
    }
}
