package import Foundation
package import Registry
import Simulation

extension CredentialFacts {
    package init(_ credential: Credential, at instant: Date) {
        let status: Status =
            switch credential.status(at: instant) {
            case .valid: .valid
            case .disabled: .disabled
            case .suspended: .suspended
            case .revoked: .revoked
            case .expired: .expired
            // While its issue is pending, and before its first day, the key cannot be used (csc-api.md, section 11).
            case .pending, .notYetValid: .disabled
            }
        self.init(
            id: credential.id.rawValue,
            practitionerID: credential.practitioner.rawValue,
            status: status,
            multisign: credential.multisign
        )
    }

    /// The facts at the moment of a decision.
    init(_ credentialID: String, in context: DecisionContext<SigningDomain>) throws(CSCError) {
        guard let credential = context.state(of: CredentialDomain.self)[ID(rawValue: credentialID)] else {
            throw .invalidCredentialID
        }
        self.init(credential, at: context.now)
        follow(context.state(of: PractitionerDomain.self)[credential.practitioner])
    }

    /// A suspended licence (医業停止) suspends the certificate (ACC-07).
    fileprivate mutating func follow(_ practitioner: Practitioner?) {
        if practitioner?.isSuspended == true, status == .valid { status = .suspended }
    }
}

extension Simulation {
    /// A credential that has a certificate, as it is now.
    func credential(_ id: String) -> CredentialFacts? {
        read(CredentialDomain.self) { $0[ID(rawValue: id)] }.flatMap(facts)
    }

    /// A practitioner's credentials that have a certificate, as they are now.
    func credentials(of practitioner: String) -> [CredentialFacts] {
        read(CredentialDomain.self) { $0.credentials(of: ID(rawValue: practitioner)) }.compactMap(facts)
    }

    private func facts(_ credential: Credential) -> CredentialFacts? {
        guard credential.certificate != nil else { return nil }
        var facts = CredentialFacts(credential, at: clock.now)
        facts.follow(read(PractitionerDomain.self) { $0[credential.practitioner] })
        facts.secrets = read(SigningDomain.self) { $0.plainSecrets[facts.id]?.factors } ?? []
        return facts
    }
}
