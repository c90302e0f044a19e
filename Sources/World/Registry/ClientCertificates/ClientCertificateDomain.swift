package import Foundation
package import OpenSSL
package import Simulation

/// The facilities' client certificates, from issue to revocation or expiry.
package enum ClientCertificateDomain: Domain {
    package enum Command: Sendable {
        case issue(ClientCertificate)
        case deliver(ID<ClientCertificate>)
        /// - Parameter since: what the list says it was revoked since; nil for now.
        case revoke(ID<ClientCertificate>, reason: RevocationReason, since: Date? = nil)
        /// Will be revoked at an instant, unless something else happens to it before.
        case planRevocation(ID<ClientCertificate>, at: Date, reason: RevocationReason)
        case suspend(ID<ClientCertificate>)
        case resume(ID<ClientCertificate>)
        /// By itself, so many days before its time runs out.
        case warn(ID<ClientCertificate>, days: Int)
        /// By itself, when its time has run out.
        case expire(ID<ClientCertificate>)
    }

    package enum Event: DomainEvent {
        case issued(ClientCertificate)
        case delivered(certificate: ID<ClientCertificate>)
        case revocationPlanned(certificate: ID<ClientCertificate>, plan: Revocation)
        case suspended(certificate: ID<ClientCertificate>)
        case resumed(certificate: ID<ClientCertificate>)
        case revoked(certificate: ID<ClientCertificate>, revocation: Revocation)
        case expiring(certificate: ID<ClientCertificate>, days: Int)
        case expired(certificate: ID<ClientCertificate>)

        package enum CodingKeys: String, CodingKey, CaseIterable {
            case issued = "client-certificate.issued"
            case delivered = "client-certificate.delivered"
            case revocationPlanned = "client-certificate.revocation-planned"
            case suspended = "client-certificate.suspended"
            case resumed = "client-certificate.resumed"
            case revoked = "client-certificate.revoked"
            case expiring = "client-certificate.expiring"
            case expired = "client-certificate.expired"
        }

        package static let variableFields: Set<String> = CertificateRecord.variableFields
    }

    package static let name = "client-certificates"
    /// 2: warnings before the end. 3: packed.
    package static let stateVersion = 3
    package static let initialState = ClientCertificates()

    package static func decide(
        _ command: Command,
        in context: DecisionContext<Self>
    ) throws(ClientCertificateError) -> [Event] {
        switch command {
        case .issue(let certificate):
            return try issue(certificate, in: context)
        case .deliver(let id):
            return try existing(id, in: context).deliveredAt == nil ? [.delivered(certificate: id)] : []
        case .revoke(let id, let reason, let since):
            guard try existing(id, in: context).revocation == nil else { return [] }
            guard since ?? context.now <= context.now else { throw .revokedInTheFuture }
            return [.revoked(certificate: id, revocation: Revocation(at: since ?? context.now, reason: reason))]
        case .planRevocation(let id, let instant, let reason):
            _ = try unrevoked(id, in: context)
            guard instant > context.now else { throw .planLiesInThePast }
            return [.revocationPlanned(certificate: id, plan: Revocation(at: instant, reason: reason))]
        case .suspend(let id):
            let certificate = try unrevoked(id, in: context)
            guard context.now < certificate.certificate.expiry else { throw .expired(id) }
            return certificate.suspendedAt == nil ? [.suspended(certificate: id)] : []
        case .resume(let id):
            return try unrevoked(id, in: context).suspendedAt == nil ? [] : [.resumed(certificate: id)]
        case .warn(let id, let days):
            _ = try unrevoked(id, in: context)
            return [.expiring(certificate: id, days: days)]
        case .expire(let id):
            return try unrevoked(id, in: context).certificate.expiry <= context.now ? [.expired(certificate: id)] : []
        }
    }

    package static func apply(_ event: Event, at instant: Date, to state: inout ClientCertificates) {
        state.apply(event, at: instant)
    }

    package static func nextDue(_ state: ClientCertificates) -> Due<Command>? { state.nextDue }

    // MARK: - Rules

    private static func issue(
        _ certificate: ClientCertificate,
        in context: DecisionContext<Self>
    ) throws(ClientCertificateError) -> [Event] {
        let state = context.state
        guard state[certificate.id] == nil else { throw .exists(certificate.id) }
        guard context.state(of: FacilityDomain.self)[certificate.facility] != nil else {
            throw .unknownFacility(certificate.facility)
        }
        if let same = state.id(ofSameAs: certificate.certificate) { throw .sameCertificate(as: same) }
        for other in state.certificates(of: certificate.facility) where other.plannedRevocation == nil {
            guard other.revocation != nil || context.now >= other.certificate.expiry else {
                throw .facilityHasOne(other.id)
            }
        }
        return [.issued(certificate)]
    }

    private static func existing(
        _ id: ID<ClientCertificate>,
        in context: DecisionContext<Self>
    ) throws(ClientCertificateError) -> ClientCertificate {
        guard let certificate = context.state[id] else { throw .unknown(id) }
        return certificate
    }

    private static func unrevoked(
        _ id: ID<ClientCertificate>,
        in context: DecisionContext<Self>
    ) throws(ClientCertificateError) -> ClientCertificate {
        let certificate = try existing(id, in: context)
        guard certificate.revocation == nil else { throw .revoked(id) }
        return certificate
    }
}
