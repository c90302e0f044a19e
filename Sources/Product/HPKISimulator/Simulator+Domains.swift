import ClientCertificateDesk
import IdentityProvider
import PrescriptionReceiver
import Registry
import SigningService
package import Simulation
import WebFront

extension Simulator {
    /// All domains of the world, in the order in which they act at one instant.
    package static let domains: [any Domain.Type] =
        RegistryDomains.all + ClientCertificateDesk.domains
        + [SigningDomain.self, LoginDomain.self, ReceptionDomain.self, FrontDomain.self, LintDomain.self]
}
