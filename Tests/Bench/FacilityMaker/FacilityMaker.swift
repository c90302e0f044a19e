import CertificateFiles
import Foundation
import HPKISimulator
import HealthcarePKI
import OpenSSL
import Registry
import Simulation

/// Fills the state directory of a stopped simulator with facilities and their client certificates, for measurements.
///
///     FacilityMaker STATE KEYS COUNT REVOKED
///
/// Everything is written as the simulator itself writes it: by the registry's commands, with the certificates as blobs
/// beside them. Only the keys are fewer than usual, sixteen for all, and nobody gets a .p12, which nothing here measures.
@main
struct FacilityMaker {
    private static let batch = 500
    private static let keyCount = 16
    private static let authority = "client-issuing"

    let vault: Vault
    let keys: [PrivateKey]

    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 5, let count = Int(arguments[3]), let revoked = Int(arguments[4]) else {
            FileHandle.standardError.write(Data("usage: FacilityMaker STATE KEYS COUNT REVOKED\n".utf8))
            exit(EX_USAGE)
        }
        let (state, cache) = (arguments[1], arguments[2])
        let simulation = try await Simulation.open(
            SimulationConfiguration(storage: .directory(URL(filePath: state)), domains: Simulator.domains)
        )
        let vault = try await Vault.open(
            simulation,
            hierarchy: try CertificateHierarchy(yaml: CertificateFiles.hierarchy),
            keys: try KeyCache(directory: URL(filePath: cache)),
            setting: TestPKI.Setting(
                baseURL: "http://localhost:8080",
                instant: simulation.clock.now,
                realInstant: simulation.clock.realNow
            )
        )
        let kind = try vault.pki.keyKind(authority: authority)
        let maker = FacilityMaker(vault: vault, keys: try (0..<keyCount).map { _ in try PrivateKey.generate(kind) })
        try await maker.make(count)
        try await maker.revoke(revoked)
        try await simulation.shutdown()
    }

    /// Two batches are made ready while others are written.
    private func make(_ count: Int) async throws {
        try await withThrowingTaskGroup { group in
            var starts = stride(from: 0, to: count, by: Self.batch).makeIterator()
            func addNext(_ group: inout ThrowingTaskGroup<Void, any Error>) {
                guard let start = starts.next() else { return }
                group.addTask { try await register(start..<min(start + Self.batch, count)) }
            }
            for _ in 0..<ProcessInfo.processInfo.activeProcessorCount { addNext(&group) }
            while try await group.next() != nil { addNext(&group) }
        }
    }

    private func register(_ numbers: Range<Int>) async throws {
        let instant = vault.simulation.clock.now
        let made = try numbers.map { number in
            let facility = try MadeFacility.facility(number)
            return (facility, try issue(to: facility, key: keys[number % keys.count], at: instant))
        }
        try await vault.simulation.transaction(cause: .program) { transaction in
            for (facility, (record, blob)) in made {
                try transaction.perform(.register(facility), in: FacilityDomain.self)
                try transaction.perform(.issue(record), in: ClientCertificateDomain.self)
                try transaction.perform(.deliver(record.id), in: ClientCertificateDomain.self)
                transaction.store(blob)
            }
        }
    }

    private func issue(to facility: Facility, key: PrivateKey, at instant: Date) throws -> (ClientCertificate, Blob) {
        guard let code = facility.mainCode else { throw FacilityError.noCode }
        let id = MadeFacility.certificate(of: facility)
        var order = CertificateOrder(
            authority: Self.authority,
            profile: nil,
            publicKey: key.publicKey,
            serialNumber: SerialNumber.random(),
            at: instant
        )
        order.fields = [
            "organisation": facility.romanisedName, "institution-code": code.digits, "subject-serial": id.rawValue,
        ]
        let certificate = try vault.pki.issue(order)
        let record = ClientCertificate(
            id: id,
            facility: facility.id,
            institutionCode: code,
            certificate: CertificateRecord(certificate, authority: Self.authority)
        )
        return (record, Vault.blob(certificate))
    }

    private func revoke(_ count: Int) async throws {
        for start in stride(from: 0, to: count, by: Self.batch) {
            try await vault.simulation.transaction(cause: .program) { transaction in
                for number in start..<min(start + Self.batch, count) {
                    let id = MadeFacility.certificate(of: try MadeFacility.facility(number))
                    try transaction.perform(.revoke(id, reason: .superseded), in: ClientCertificateDomain.self)
                }
            }
        }
    }
}
