import Foundation
import OpenSSL
import Simulation

/// All client certificates, with the indexes by which they are looked up.
package struct ClientCertificates: Codable, Sendable {
    /// What happens to a certificate by itself.
    fileprivate enum Appointment: Hashable, Sendable {
        case expiry(ID<ClientCertificate>)
        case warning(ID<ClientCertificate>, days: Int)
        case plannedRevocation(ID<ClientCertificate>)
    }

    private var certificates = PackedTable<ID<ClientCertificate>, ClientCertificate>()
    private var idsByFacility = PackedTable<ID<Facility>, [ID<ClientCertificate>]>()
    private var idsByFingerprint = PackedTable<HexText, ID<ClientCertificate>>()
    private var idsBySerial = PackedTable<String, ID<ClientCertificate>>()
    private var agenda = Agenda<Appointment>()
    package private(set) var revocations = RevocationRegister()
    /// What was announced, oldest first; only of those whose end came near.
    package private(set) var expiryWarnings: [ID<ClientCertificate>: [ExpiryWarning]] = [:]

    package subscript(id: ID<ClientCertificate>) -> ClientCertificate? { certificates[id] }

    package var count: Int { certificates.count }

    /// All of them, in no order.
    package var all: [ClientCertificate] { certificates.values }

    /// In the order of their issue.
    package func certificates(of facility: ID<Facility>) -> [ClientCertificate] {
        (idsByFacility[facility] ?? []).compactMap { certificates[$0] }
    }

    /// - Parameter fingerprint: SHA-256 of the DER, lower-case hexadecimal.
    package func id(ofFingerprint fingerprint: String) -> ID<ClientCertificate>? {
        idsByFingerprint[HexText(fingerprint)]
    }

    /// The one with the same fingerprint, or the same serial number of the same authority.
    func id(ofSameAs record: CertificateRecord) -> ID<ClientCertificate>? {
        idsByFingerprint[HexText(record.fingerprint)] ?? idsBySerial[record.authorityAndSerial]
    }

    var nextDue: Due<ClientCertificateDomain.Command>? {
        guard let next = agenda.first else { return nil }
        switch next.item {
        case .expiry(let id):
            return Due(at: next.instant, .expire(id))
        case .warning(let id, let days):
            return Due(at: next.instant, .warn(id, days: days))
        case .plannedRevocation(let id):
            let reason = certificates[id]?.plannedRevocation?.reason ?? .unspecified
            return Due(at: next.instant, .revoke(id, reason: reason))
        }
    }

    mutating func apply(_ event: ClientCertificateDomain.Event, at instant: Date) {
        let id = event.certificate
        if case .issued(let certificate) = event { add(certificate, at: instant) }
        guard let before = certificates[id] else { return }
        certificates[id]?.apply(event, at: instant)
        switch event {
        case .issued, .delivered:
            break
        case .revocationPlanned(_, let plan):
            cancelPlan(of: before)
            agenda.add(.plannedRevocation(id), at: plan.instant)
        case .suspended:
            revocations.revoke(
                before.certificate,
                Revocation(at: instant, reason: .certificateHold),
                changedAt: instant
            )
        case .resumed:
            revocations.release(before.certificate, at: instant)
        case .expiring(_, let days):
            endAgenda(of: before)
            expiryWarnings[id, default: []].append(ExpiryWarning(instant: instant, days: days))
            planAgenda(of: before)
        case .revoked(_, let revocation):
            cancelPlan(of: before)
            endAgenda(of: before)
            revocations.revoke(before.certificate, revocation, changedAt: instant)
        case .expired:
            cancelPlan(of: before)
            endAgenda(of: before)
        }
    }

    private mutating func add(_ certificate: ClientCertificate, at instant: Date) {
        let record = certificate.certificate
        var issued = certificate
        issued.apply(.issued(certificate), at: instant)
        certificates[certificate.id] = issued
        idsByFacility[certificate.facility, default: []].append(certificate.id)
        idsByFingerprint[HexText(record.fingerprint)] = certificate.id
        idsBySerial[record.authorityAndSerial] = certificate.id
        planAgenda(of: issued)
    }

    /// Each certificate has one appointment at a time: a warning, or its end. Many thousands of them stay in order then
    /// without being moved about.
    private mutating func planAgenda(of certificate: ClientCertificate) {
        let (appointment, instant) = nextAppointment(of: certificate)
        agenda.add(appointment, at: instant)
    }

    private mutating func endAgenda(of certificate: ClientCertificate) {
        let (appointment, instant) = nextAppointment(of: certificate)
        agenda.remove(appointment, at: instant)
    }

    /// What would have been announced before the issue is not announced at all.
    private func nextAppointment(of certificate: ClientCertificate) -> (Appointment, Date) {
        let (id, expiry) = (certificate.id, certificate.certificate.expiry)
        let last = expiryWarnings[id]?.last?.instant ?? certificate.issuedAt ?? .distantPast
        for days in ExpiryWarning.days {
            let instant = expiry.addingTimeInterval(-TimeInterval(days * 86_400))
            if instant > last { return (.warning(id, days: days), instant) }
        }
        return (.expiry(id), expiry)
    }

    private mutating func cancelPlan(of certificate: ClientCertificate) {
        guard let plan = certificate.plannedRevocation else { return }
        agenda.remove(.plannedRevocation(certificate.id), at: plan.instant)
    }
}

extension ClientCertificateDomain.Event {
    /// Which certificate it is about.
    package var certificate: ID<ClientCertificate> {
        switch self {
        case .issued(let certificate): certificate.id
        case .delivered(let id), .suspended(let id), .resumed(let id), .expired(let id): id
        case .revocationPlanned(let id, _), .expiring(let id, _): id
        case .revoked(let id, _): id
        }
    }
}

extension ClientCertificates.Appointment: Packed {
    func pack(into writer: inout PackWriter) {
        let (kind, id, days) =
            switch self {
            case .expiry(let id): (0, id, 0)
            case .warning(let id, let days): (1, id, days)
            case .plannedRevocation(let id): (2, id, 0)
            }
        kind.pack(into: &writer)
        id.pack(into: &writer)
        days.pack(into: &writer)
    }

    init(from reader: inout PackReader) throws(PackError) {
        let (kind, id) = (try Int(from: &reader), try ID<ClientCertificate>(from: &reader))
        let days = try Int(from: &reader)
        switch kind {
        case 0: self = .expiry(id)
        case 1: self = .warning(id, days: days)
        case 2: self = .plannedRevocation(id)
        default: throw PackError()
        }
    }
}
