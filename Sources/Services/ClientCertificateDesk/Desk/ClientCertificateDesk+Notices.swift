import Foundation
import Registry
import Simulation

extension ClientCertificateDesk {
    /// What a facility is to be told while its certificate works.
    package func notices(forCertificate fingerprint: String) -> [DeskNotice] {
        let certificate = simulation.read(ClientCertificateDomain.self) { certificates in
            certificates.id(ofFingerprint: fingerprint).flatMap { certificates[$0] }
        }
        guard let certificate, let facility = simulation.read(FacilityDomain.self, { $0[certificate.facility] }) else {
            return []
        }
        return DeskNotice.all(
            for: certificate,
            facility: facility,
            invoices: simulation.read(FeeDomain.self) { $0.invoices(of: facility.id) },
            at: simulation.clock.now
        )
    }
}
