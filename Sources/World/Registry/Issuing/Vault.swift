import Foundation
package import HealthcarePKI
package import OpenSSL
package import Simulation
import Synchronization

/// The keys and certificates of a world: the authorities at work, and the blobs of everything they issued.
///
/// What is read stays in memory up to a bound, so that a signature does not wait for the disk.
package final class Vault: Sendable {
    package let simulation: Simulation
    package let pki: TestPKI
    package let revocationLists: RevocationLists
    /// DER by label.
    private let recordedAuthorities: Mutex<[String: [UInt8]]>
    private let certificates = Mutex<[String: Certificate]>([:])
    private let keys = Mutex<[String: PrivateKey]>([:])

    private init(simulation: Simulation, pki: TestPKI, recorded: [String: [UInt8]]) {
        self.simulation = simulation
        self.pki = pki
        revocationLists = RevocationLists(simulation, pki)
        recordedAuthorities = Mutex(recorded)
    }

    /// Sets the authorities up: from what this world has recorded, else from the key source.
    ///
    /// - Parameter keys: where the keys of authorities come from that this world does not know yet.
    package static func open(
        _ simulation: Simulation,
        hierarchy: CertificateHierarchy,
        keys: any KeySource,
        setting: TestPKI.Setting
    ) async throws -> Vault {
        var certificates: [String: Certificate] = [:]
        var recordedKeys: [String: [UInt8]] = [:]
        if simulation.read(FacilityDomain.self, { !$0.facilities.isEmpty }) {
            for label in hierarchy.authorities.map(\.label) {
                guard let der = try await simulation.blobs.bytes(blob(authority: label)),
                    let key = try await simulation.blobs.bytes(blob(key: "authority.\(label)"))
                else { continue }
                certificates[label] = try Certificate(derEncoded: der)
                recordedKeys["authority.\(label)"] = key
            }
        }
        let pki = TestPKI(
            hierarchy: hierarchy,
            keys: RecordedKeys(recorded: recordedKeys, others: keys),
            setting: setting,
            recorded: certificates
        )
        return Vault(simulation: simulation, pki: pki, recorded: certificates.mapValues(\.derEncoded))
    }

    // MARK: - Reading

    /// - Throws: ``VaultError`` when the blob is not there.
    package func certificate(_ record: CertificateRecord) async throws -> Certificate {
        try await kept(record.fingerprint, in: certificates, blob: record.blob) { try Certificate(derEncoded: $0) }
    }

    /// The certificate and those above it, the root last.
    package func chain(_ record: CertificateRecord) async throws -> [Certificate] {
        [try await certificate(record)] + (try pki.chain(of: record.authority))
    }

    /// The private key of this name.
    package func key(_ label: String) async throws -> PrivateKey {
        try await kept(label, in: keys, blob: Self.blob(key: label)) { try PrivateKey(pkcs8DER: $0) }
    }

    private static let bound = 256

    private func kept<Value: Sendable>(
        _ name: String,
        in memory: borrowing Mutex<[String: Value]>,
        blob: BlobID,
        _ read: ([UInt8]) throws -> Value
    ) async throws -> Value {
        if let value = memory.withLock({ $0[name] }) { return value }
        guard let bytes = try await simulation.blobs.bytes(blob) else { throw VaultError.missing(blob) }
        let value = try read(bytes)
        memory.withLock { memory in
            if memory.count >= Self.bound { memory.removeAll() }
            memory[name] = value
        }
        return value
    }

    // MARK: - Recording

    /// The authorities made since the last call, as blobs to store; each is given once.
    package func newAuthorityBlobs() throws -> [Blob] {
        let authorities = recordedAuthorities.withLock { recorded in
            pki.existingAuthorities.filter { authority in
                let der = authority.certificate.derEncoded
                return recorded.updateValue(der, forKey: authority.label) != der
            }
        }
        return try authorities.flatMap { authority in
            [
                Blob(id: Self.blob(authority: authority.label), authority.certificate.derEncoded),
                try Self.blob("authority.\(authority.label)", authority.key),
            ]
        }
    }

    package static func blob(_ certificate: Certificate) -> Blob {
        let fingerprint = Hex.encode(certificate.fingerprint(.sha256))
        return Blob(id: CertificateRecord.blob(fingerprint: fingerprint), certificate.derEncoded)
    }

    package static func blob(_ label: String, _ key: PrivateKey) throws -> Blob {
        Blob(id: blob(key: label), try key.pkcs8DER())
    }

    private static func blob(key label: String) -> BlobID { BlobID(rawValue: "key.\(label)") }
    private static func blob(authority label: String) -> BlobID { BlobID(rawValue: "authority.\(label)") }
}

/// Something that the world's states name is not in its store.
package enum VaultError: Error, Sendable, Equatable {
    case missing(BlobID)
    /// It cannot be the name of a file.
    case unsuitableKeyName(String)
}

extension VaultError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unsuitableKeyName(let name): "“\(name)” cannot be the name of a key"
        case .missing(let blob): "the state directory lacks “\(blob)”, which its journal names"
        }
    }
}
