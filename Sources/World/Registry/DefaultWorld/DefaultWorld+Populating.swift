package import HealthcarePKI
import Simulation

extension DefaultWorld {
    /// Registers whatever of the default world is not there yet: all of it in a new world, nothing in one that has it.
    /// Everything happens in one transaction, and each certificate goes into the store once.
    ///
    /// Call `Simulation.establish` afterwards in a new world, so that a reset leads back here.
    ///
    /// - Parameter others: keys that something else needs at once: made together with those of the world, on all cores.
    package static func populate(_ vault: Vault, alsoKeys others: [KeyRequest] = []) async throws {
        let simulation = vault.simulation
        let missing = try Rows(missingIn: simulation)
        let prepared = try missing.prepare(vault.pki, alsoKeys: others, at: simulation.clock.now)
        let authorityBlobs = try vault.newAuthorityBlobs()
        guard !missing.isEmpty || !authorityBlobs.isEmpty else { return }
        try await simulation.transaction(cause: .program) { transaction in
            try missing.register(prepared, in: &transaction)
            for blob in authorityBlobs { transaction.store(blob) }
        }
    }
}

extension DefaultWorld.CredentialRow {
    func keyRequest(_ hierarchy: CertificateHierarchy) throws -> KeyRequest {
        try DefaultWorld.keyRequest(keyLabel, authority: authority, profile: profile, hierarchy)
    }
}

extension DefaultWorld.ClientCertificateRow {
    func keyRequest(_ hierarchy: CertificateHierarchy) throws -> KeyRequest {
        try DefaultWorld.keyRequest(keyLabel, authority: "client-issuing", profile: nil, hierarchy)
    }
}

extension DefaultWorld {
    fileprivate static func keyRequest(
        _ label: String,
        authority: String,
        profile: String?,
        _ hierarchy: CertificateHierarchy
    ) throws -> KeyRequest {
        guard let profile = try profile ?? hierarchy.authority(authority).issues,
            let request = KeyRequest(label: label, kind: try hierarchy.profile(profile).key)
        else { throw TableError(row: label) }
        return request
    }
}
