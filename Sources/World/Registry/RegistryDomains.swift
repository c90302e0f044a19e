package import Simulation

/// The domains of the shared nouns, in the order in which they act at one instant.
package enum RegistryDomains {
    package static let all: [any Domain.Type] = [
        FacilityDomain.self, PractitionerDomain.self, ClientCertificateDomain.self, CredentialDomain.self,
        CardDomain.self,
    ]
}
