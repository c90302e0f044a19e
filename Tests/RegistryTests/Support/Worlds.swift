import CertificateFiles
import Foundation
import HealthcarePKI
import OpenSSL
import Registry
import Simulation
import TestSupport

/// Simulations with the default world, and one folder of keys for the whole run: RSA keys are slow to make.
enum Worlds {
    static let hierarchy = Result { try CertificateHierarchy(yaml: CertificateFiles.hierarchy) }
    private static let folder = Result { try TemporaryDirectory() }
    static let keys = Result { try KeyCache(directory: try folder.get().url) }

    /// - Parameters:
    ///   - storage: a directory is opened again when it has a world.
    ///   - keys: nil for those of the whole run.
    static func open(
        _ storage: SimulationConfiguration.Storage = .ephemeral,
        at instant: Date = Records.now,
        hostNames: [String] = [],
        keys: (any KeySource)? = nil,
        populates: Bool = true
    ) async throws -> Vault {
        let simulation = try await Simulation.open(
            SimulationConfiguration(storage: storage, domains: RegistryDomains.all, clock: .frozen(at: instant))
        )
        let vault = try await Vault.open(
            simulation,
            hierarchy: try hierarchy.get(),
            keys: try keys ?? Self.keys.get(),
            setting: .init(
                baseURL: "http://localhost:8080",
                hostNames: hostNames,
                instant: instant,
                realInstant: Records.now
            )
        )
        if populates { try await DefaultWorld.populate(vault) }
        return vault
    }
}
