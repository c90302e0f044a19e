import HealthcarePKI
import PrescriptionReceiver
import Registry
import XMLSignature

extension RunningWorld {
    /// The receiver of what is signed here: it trusts the test HPKI root, and knows the lists of its authorities.
    var reception: ReceptionRoutes {
        ReceptionRoutes(simulation: simulation) {
            let hpki = vault.pki.existingAuthorities.filter {
                $0.label == "hpki-root" || $0.declaration.issuer == "hpki-root"
            }
            return VerificationPolicy(
                anchors: hpki.filter { $0.label == "hpki-root" }.map(\.certificate),
                certificates: hpki.map(\.certificate),
                revocationLists: try hpki.map { try publishedList($0.label, nil) },
                roleNames: HealthcareRoleAttribute.roleNames
            )
        }
    }
}
