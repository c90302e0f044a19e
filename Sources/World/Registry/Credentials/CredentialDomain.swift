package import Foundation
package import OpenSSL
package import Simulation

/// The second certificates, from application to revocation or expiry.
package enum CredentialDomain: Domain {
    package enum Command: Sendable {
        /// Applied for: there, but disabled until it is issued.
        case register(Credential)
        /// The first certificate, or a new one in place of the present one, which is then revoked as superseded.
        case issue(ID<Credential>, CertificateRecord, keyLabel: String)
        case disable(ID<Credential>)
        case enable(ID<Credential>)
        case suspend(ID<Credential>)
        case resume(ID<Credential>)
        /// - Parameter since: what the list says it was revoked since; nil for now.
        case revoke(ID<Credential>, reason: RevocationReason, since: Date? = nil)
        /// By itself, when the certificate's time has run out.
        case expire(ID<Credential>)
    }

    package enum Event: DomainEvent {
        case registered(Credential)
        case issued(credential: ID<Credential>, certificate: CertificateRecord, keyLabel: String)
        case disabled(credential: ID<Credential>)
        case enabled(credential: ID<Credential>)
        case suspended(credential: ID<Credential>)
        case resumed(credential: ID<Credential>)
        case revoked(credential: ID<Credential>, revocation: Revocation)
        case expired(credential: ID<Credential>)

        package enum CodingKeys: String, CodingKey, CaseIterable {
            case registered = "credential.registered"
            case issued = "credential.issued"
            case disabled = "credential.disabled"
            case enabled = "credential.enabled"
            case suspended = "credential.suspended"
            case resumed = "credential.resumed"
            case revoked = "credential.revoked"
            case expired = "credential.expired"
        }

        package static let variableFields: Set<String> = CertificateRecord.variableFields
    }

    package static let name = "credentials"
    /// 2: a packed agenda.
    package static let stateVersion = 2
    package static let initialState = Credentials()

    package static func decide(
        _ command: Command,
        in context: DecisionContext<Self>
    ) throws(CredentialError) -> [Event] {
        switch command {
        case .register(let credential):
            return try register(credential, in: context)
        case .issue(let id, let certificate, let keyLabel):
            return try issue(id, certificate, keyLabel: keyLabel, in: context)
        case .disable(let id):
            return try existing(id, in: context).isDisabled ? [] : [.disabled(credential: id)]
        case .enable(let id):
            return try existing(id, in: context).isDisabled ? [.enabled(credential: id)] : []
        case .suspend(let id):
            return try live(id, in: context).suspendedAt == nil ? [.suspended(credential: id)] : []
        case .resume(let id):
            return try live(id, in: context).suspendedAt == nil ? [] : [.resumed(credential: id)]
        case .revoke(let id, let reason, let since):
            let credential = try existing(id, in: context)
            guard credential.certificate != nil else { throw .pending(id) }
            guard credential.revocation == nil else { return [] }
            guard since ?? context.now <= context.now else { throw .revokedInTheFuture }
            return [.revoked(credential: id, revocation: Revocation(at: since ?? context.now, reason: reason))]
        case .expire(let id):
            let expiry = try existing(id, in: context).certificate?.expiry
            return expiry.map { $0 <= context.now } == true ? [.expired(credential: id)] : []
        }
    }

    package static func apply(_ event: Event, at instant: Date, to state: inout Credentials) {
        state.apply(event, at: instant)
    }

    package static func nextDue(_ state: Credentials) -> Due<Command>? { state.nextDue }

    // MARK: - Rules

    private static func register(
        _ credential: Credential,
        in context: DecisionContext<Self>
    ) throws(CredentialError) -> [Event] {
        guard context.state[credential.id] == nil else { throw .exists(credential.id) }
        guard let practitioner = context.state(of: PractitionerDomain.self)[credential.practitioner] else {
            throw .unknownPractitioner(credential.practitioner)
        }
        guard practitioner.licences.contains(where: { $0.role == credential.role }) else {
            throw .noLicence(role: credential.role)
        }
        return [.registered(credential)]
    }

    private static func issue(
        _ id: ID<Credential>,
        _ certificate: CertificateRecord,
        keyLabel: String,
        in context: DecisionContext<Self>
    ) throws(CredentialError) -> [Event] {
        let credential = try existing(id, in: context)
        if let same = context.state.id(ofSameAs: certificate) { throw .sameCertificate(as: same) }
        let issued = Event.issued(credential: id, certificate: certificate, keyLabel: keyLabel)
        guard let former = credential.certificate, credential.revocation == nil, context.now < former.expiry else {
            return [issued]
        }
        return [.revoked(credential: id, revocation: Revocation(at: context.now, reason: .superseded)), issued]
    }

    private static func existing(
        _ id: ID<Credential>,
        in context: DecisionContext<Self>
    ) throws(CredentialError) -> Credential {
        guard let credential = context.state[id] else { throw .unknown(id) }
        return credential
    }

    /// Issued, not revoked, not expired.
    private static func live(
        _ id: ID<Credential>,
        in context: DecisionContext<Self>
    ) throws(CredentialError) -> Credential {
        let credential = try existing(id, in: context)
        guard let certificate = credential.certificate else { throw .pending(id) }
        guard credential.revocation == nil else { throw .revoked(id) }
        guard context.now < certificate.expiry else { throw .expired(id) }
        return credential
    }
}
