import ClientCertificateDesk
import Foundation
import HealthcarePKI
import OpenSSL
import Registry
import Simulation
import Synchronization

/// What the facility's .p12 file is at the moment: the delivered one, unless a scenario has put another in its place.
///
/// The world's certificates stay as they are, but for another good one, which the desk has then issued; a reset brings the
/// delivered file back.
final class PresentedCertificate: Sendable {
    struct File: Sendable {
        /// nil where there is no file.
        let path: String?
        let password: String?
    }

    private let vault: Vault
    private let files: InstanceFiles
    private let keys: KeyCache
    private let current = Mutex<File?>(nil)

    init(vault: Vault, files: InstanceFiles, keys: KeyCache) {
        self.vault = vault
        self.keys = keys
        self.files = files
    }

    /// nil for the delivered file.
    var file: File? { current.withLock { $0 } }

    func reset() { current.withLock { $0 = nil } }

    func present(_ kind: PresentedKind, cause: Cause, trace: TraceID) async throws -> File {
        let file = kind == .none ? File(path: nil, password: nil) : try await write(kind, cause, trace)
        current.withLock { $0 = file }
        return file
    }

    private func write(_ kind: PresentedKind, _ cause: Cause, _ trace: TraceID) async throws -> File {
        let delivered = vault.simulation.read(ClientCertificateDomain.self) { $0[DefaultWorld.clientCertificate] }
        guard let delivered,
            let facility = vault.simulation.read(FacilityDomain.self, { $0[delivered.facility] })
        else { throw SimulatorError("the facility has no client certificate to take the place of") }
        if kind == .wrongPassword {
            let bytes = try await vault.simulation.blobs.bytes(delivered.pkcs12Blob) ?? []
            return File(path: try files.write(bytes, as: Self.name(kind)), password: "not-the-password")
        }
        if kind == .htmlPage {
            let page = "<!DOCTYPE html>\n<title>403 Forbidden</title>\n<h1>ダウンロード期限を過ぎています</h1>\n"
            return File(path: try files.write(page.utf8, as: Self.name(kind)), password: "")
        }
        let prepared = try prepare(kind, facility, delivered.institutionCode)
        if kind == .twoPairs {
            let bytes = try await twoPairs(delivered, first: prepared)
            return File(path: try files.write(bytes, as: Self.name(kind)), password: prepared.password)
        }
        if kind.isRegistered { try await register(prepared, cause, trace) }
        let bytes = kind == .damaged ? prepared.pkcs12.prefix(prepared.pkcs12.count / 2) : prepared.pkcs12[...]
        return File(path: try files.write(bytes, as: Self.name(kind)), password: prepared.password)
    }

    /// As the desk has it: the facility may use it.
    private func register(_ prepared: PreparedClientCertificate, _ cause: Cause, _ trace: TraceID) async throws {
        let blobs = prepared.blobs + (try vault.newAuthorityBlobs())
        try await vault.simulation.transaction(cause: cause, trace: trace) { transaction in
            let certificates = transaction.state(of: ClientCertificateDomain.self)
            let facility = prepared.record.facility
            for command in Succession.commands(for: facility, in: certificates, at: transaction.instant) {
                try transaction.perform(command, in: ClientCertificateDomain.self)
            }
            try transaction.perform(.issue(prepared.record), in: ClientCertificateDomain.self)
            try transaction.perform(.deliver(prepared.record.id), in: ClientCertificateDomain.self)
            for blob in blobs { transaction.store(blob) }
        }
    }

    /// The delivered file with another pair in front of its own.
    private func twoPairs(
        _ delivered: ClientCertificate,
        first: PreparedClientCertificate
    ) async throws -> [UInt8] {
        let blobs = vault.simulation.blobs
        let secret = String(decoding: try await blobs.bytes(delivered.passwordBlob) ?? [], as: UTF8.self)
        let good = try PKCS12(derEncoded: try await blobs.bytes(delivered.pkcs12Blob) ?? [], password: secret)
        let other = try PKCS12(derEncoded: first.pkcs12, password: first.password)
        let file = PKCS12(identities: other.identities + good.identities, chain: good.chain)
        return try file.encoded(password: first.password)
    }

    private func prepare(
        _ kind: PresentedKind,
        _ facility: Facility,
        _ code: InstitutionCode
    ) throws -> PreparedClientCertificate {
        let keyKind = try vault.pki.keyKind(authority: kind.authority, profile: kind.profile)
        let key = try key("presented.\(kind.rawValue)", keyKind)
        var order = ClientCertificateOrder(
            id: ID(rawValue: "presented-\(kind.rawValue)"),
            facility: facility,
            institutionCode: code,
            key: key,
            at: vault.simulation.clock.now
        )
        order.authority = kind.authority
        if kind == .justIssued { order.notBefore = vault.simulation.clock.now }
        order.profile = kind.profile
        order.encryption = kind.encryption
        order.includesChain = kind.includesChain
        guard kind == .keyMismatch else { return try vault.pki.prepare(order) }
        return try vault.pki.prepare(order, holding: try self.key("presented.other", keyKind))
    }

    /// The same from run to run: RSA keys take their time.
    private func key(_ label: String, _ kind: KeyKind) throws -> PrivateKey {
        guard let request = KeyRequest(label: label, kind: kind) else {
            throw SimulatorError("the key \(label) has no valid name")
        }
        return try keys.key(request)
    }

    private static func name(_ kind: PresentedKind) -> String { "presented-\(kind.rawValue).p12" }
}
