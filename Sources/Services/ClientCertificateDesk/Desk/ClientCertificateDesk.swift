import Foundation
package import OpenSSL
package import Registry
package import Simulation

/// The client-certificate desk (事務局): applications, certificates, mails, letters, downloads, fees.
///
/// Rules are in `Rules/` (pure) and in the desk's domains; this type does what is impure around them: keys, certificates,
/// random links and passwords, bytes from the store.
package struct ClientCertificateDesk: Sendable {
    let simulation: Simulation
    let vault: Vault
    /// Without a slash at the end.
    let portalURL: String
    /// The PDF that comes with the .p12 (desk rule DL-5).
    let guide: @Sendable () throws -> [UInt8]
    /// A key for a new certificate.
    let freshKey: @Sendable (KeyKind) throws -> PrivateKey

    package init(
        vault: Vault,
        portalURL: String,
        guide: @escaping @Sendable () throws -> [UInt8],
        freshKey: @escaping @Sendable (KeyKind) throws -> PrivateKey
    ) {
        simulation = vault.simulation
        self.freshKey = freshKey
        self.vault = vault
        self.portalURL = portalURL
        self.guide = guide
    }

    /// In the order in which they act at one instant: a link ends before the fees are looked at.
    package static let domains: [any Domain.Type] = [ApplicationDomain.self, DeliveryDomain.self, FeeDomain.self]

    /// What the desk has done before the journal began: billing has started, and the default world's certificate was
    /// delivered long ago, with its letter.
    package static func establish(_ simulation: Simulation) async throws {
        let isNew = simulation.read(FeeDomain.self) { $0.nextFiscalYear == nil }
        guard isNew else { return }
        try await simulation.transaction(cause: .program) { transaction in
            try transaction.perform(.begin, in: FeeDomain.self)
            let certificates = transaction.state(of: ClientCertificateDomain.self).all.sorted { $0.id < $1.id }
            for certificate in certificates where certificate.deliveredAt != nil {
                guard let facility = transaction.state(of: FacilityDomain.self)[certificate.facility] else { continue }
                let record = DeliveryDomain.Record(
                    delivery: ID(rawValue: certificate.id.rawValue),
                    facility: facility.id,
                    certificate: certificate.id,
                    recipient: Delivery.Recipient(name: facility.contact.name, email: facility.contact.email),
                    sentAt: certificate.certificate.notBefore
                )
                try transaction.perform(.record(record), in: DeliveryDomain.self)
                try FeeDomain.bill(facility.id, in: &transaction)
            }
        }
    }

    // MARK: - Looking

    func facility(_ id: ID<Facility>) throws(ApplicationError) -> Facility {
        guard let facility = simulation.read(FacilityDomain.self, { $0[id] }) else { throw .unknownFacility(id) }
        return facility
    }

    package func application(_ id: ID<Application>) -> Application? {
        simulation.read(ApplicationDomain.self) { $0[id] }
    }

    /// The latest delivery of a facility.
    package func delivery(of facility: ID<Facility>) -> Delivery? {
        simulation.read(DeliveryDomain.self) { $0.deliveries(of: facility).last }
    }

    /// The URL that mail 1 gives.
    package func downloadURL(link: String) -> String { "\(portalURL)\(DeskPaths.downloads)/\(link)" }
}
