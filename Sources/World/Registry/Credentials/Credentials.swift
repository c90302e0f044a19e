import Foundation
import OpenSSL
import Simulation

/// All credentials, with the indexes by which they are looked up.
package struct Credentials: Codable, Sendable {
    private var credentials: [ID<Credential>: Credential] = [:]
    private var idsByPractitioner: [ID<Practitioner>: [ID<Credential>]] = [:]
    /// Present and former certificates.
    private var idsBySerial: [String: ID<Credential>] = [:]
    private var agenda = Agenda<ID<Credential>>()
    package private(set) var revocations = RevocationRegister()

    package subscript(id: ID<Credential>) -> Credential? { credentials[id] }

    package var count: Int { credentials.count }

    /// In the order of their ids.
    package var all: [Credential] { credentials.values.sorted { $0.id < $1.id } }

    /// In the order of their registration.
    package func credentials(of practitioner: ID<Practitioner>) -> [Credential] {
        (idsByPractitioner[practitioner] ?? []).compactMap { credentials[$0] }
    }

    func id(ofSameAs record: CertificateRecord) -> ID<Credential>? { idsBySerial[record.authorityAndSerial] }

    var nextDue: Due<CredentialDomain.Command>? {
        agenda.first.map { Due(at: $0.instant, .expire($0.item)) }
    }

    mutating func apply(_ event: CredentialDomain.Event, at instant: Date) {
        if case .registered(let credential) = event {
            credentials[credential.id] = credential
            idsByPractitioner[credential.practitioner, default: []].append(credential.id)
        }
        let id = event.credential
        guard let before = credentials[id] else { return }
        credentials[id]?.apply(event, at: instant)
        switch event {
        case .registered, .disabled, .enabled:
            break
        case .issued(_, let certificate, _):
            removeExpiry(of: before)
            idsBySerial[certificate.authorityAndSerial] = id
            agenda.add(id, at: certificate.expiry)
        case .expired:
            removeExpiry(of: before)
        case .suspended:
            revoke(before, Revocation(at: instant, reason: .certificateHold), changedAt: instant)
        case .resumed:
            if let certificate = before.certificate { revocations.release(certificate, at: instant) }
        case .revoked(_, let revocation):
            revoke(before, revocation, changedAt: instant)
            removeExpiry(of: before)
        }
    }

    private mutating func revoke(_ credential: Credential, _ revocation: Revocation, changedAt instant: Date) {
        guard let certificate = credential.certificate else { return }
        revocations.revoke(certificate, revocation, changedAt: instant)
    }

    private mutating func removeExpiry(of credential: Credential) {
        guard let certificate = credential.certificate else { return }
        agenda.remove(credential.id, at: certificate.expiry)
    }
}

extension CredentialDomain.Event {
    /// Which credential it is about.
    package var credential: ID<Credential> {
        switch self {
        case .registered(let credential): credential.id
        case .issued(let id, _, _): id
        case .disabled(let id), .enabled(let id), .suspended(let id), .resumed(let id), .expired(let id): id
        case .revoked(let id, _): id
        }
    }
}
