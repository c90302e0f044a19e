import HealthcarePKI
import OpenSSL
import Registry
import Simulation

/// The time-stamping authority behind `signatures/timestamp`. Its certificate is made when the first stamp is asked for, and
/// again when the clock has left its dates; its key is one of the user's test keys.
actor TimeStampAuthority {
    private static let authority = "time-stamping"
    /// [D] Of the arc that is set aside for examples: no policy that anybody has published.
    private static let policy: OID = "2.999.1"

    private let vault: Vault
    private let keys: KeyCache
    private var certificate: Certificate?

    init(vault: Vault, keys: KeyCache) {
        self.vault = vault
        self.keys = keys
    }

    /// - Parameter nonce: a big-endian magnitude.
    /// - Returns: a time stamp token with the simulation clock's time.
    func stamp(_ imprint: [UInt8], _ algorithm: DigestAlgorithm, nonce: [UInt8]?) async throws -> [UInt8] {
        let now = vault.simulation.clock.now
        let kind = try vault.pki.keyKind(authority: Self.authority)
        guard let request = KeyRequest(label: "time-stamping.server", kind: kind) else {
            throw SimulatorError("the time-stamping key has no valid name")
        }
        let key = try keys.key(request)
        let own: Certificate
        if let certificate, certificate.notBefore <= now, now < certificate.notAfter {
            own = certificate
        } else {
            own = try vault.pki.issue(
                CertificateOrder(
                    authority: Self.authority,
                    publicKey: key.publicKey,
                    serialNumber: SerialNumber.random(),
                    at: now
                )
            )
            // The authority may have been made for this: a state directory names the same one next time.
            try await vault.simulation.blobs.store(try vault.newAuthorityBlobs())
            certificate = own
        }
        let chain = [own] + (try vault.pki.chain(of: Self.authority))
        guard let issuer = TimeStampIssuer(key: key, chain: chain, policy: Self.policy) else {
            throw SimulatorError("the time-stamping authority has no certificate")
        }
        return try issuer.token(
            imprint: imprint,
            algorithm,
            nonce: nonce,
            serialNumber: SerialNumber.random(),
            at: now
        )
    }
}
