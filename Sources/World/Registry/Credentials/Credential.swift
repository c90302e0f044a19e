package import Foundation

/// A second certificate (HPKIセカンド電子証明書) with its key in the service: a credential of the CSC API.
package struct Credential: Codable, Sendable, Hashable {
    /// What it is good for at an instant.
    package enum Status: String, Codable, Sendable, CaseIterable {
        /// Applied for, not issued.
        case pending
        case notYetValid = "not-yet-valid"
        case valid
        /// Switched off by its owner or the service; the certificate itself stays good.
        case disabled
        case suspended
        case revoked
        case expired
    }

    package let id: ID<Credential>
    package let practitioner: ID<Practitioner>
    /// The label of the role that its hcRole states.
    package let role: String
    /// How many signatures one authorization may allow (CSC `multisign`).
    package let multisign: Int
    package fileprivate(set) var certificate: CertificateRecord?
    /// The name of the private key; see ``RecordedKeys``.
    package fileprivate(set) var keyLabel: String?
    package fileprivate(set) var isDisabled = false
    package fileprivate(set) var suspendedAt: Date?
    /// Of the present certificate.
    package fileprivate(set) var revocation: Revocation?

    /// [D] How many signatures one authorization allows when nothing says otherwise.
    package static let defaultMultisign = 100

    package init(
        id: ID<Credential>,
        practitioner: ID<Practitioner>,
        role: String,
        multisign: Int = Credential.defaultMultisign
    ) {
        self.id = id
        self.practitioner = practitioner
        self.role = role
        self.multisign = multisign
    }

    /// What concerns the certificate wins over what concerns the key: revoked, suspended, outside its dates, disabled.
    package func status(at instant: Date) -> Status {
        guard let certificate else { return .pending }
        if revocation != nil { return .revoked }
        if suspendedAt != nil { return .suspended }
        if instant >= certificate.expiry { return .expired }
        if instant < certificate.notBefore { return .notYetValid }
        return isDisabled ? .disabled : .valid
    }
}

extension Credential {
    mutating func apply(_ event: CredentialDomain.Event, at instant: Date) {
        switch event {
        case .registered, .expired:
            break
        case .issued(_, let certificate, let keyLabel):
            self.certificate = certificate
            self.keyLabel = keyLabel
            revocation = nil
            suspendedAt = nil
        case .disabled: isDisabled = true
        case .enabled: isDisabled = false
        case .suspended: suspendedAt = instant
        case .resumed: suspendedAt = nil
        case .revoked(_, let revocation):
            self.revocation = revocation
            suspendedAt = nil
        }
    }
}
