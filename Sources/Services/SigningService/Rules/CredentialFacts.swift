import Foundation

/// What the rules of signing need to know of a credential, taken from the registry at one instant.
package struct CredentialFacts: Equatable, Sendable {
    /// `cert/status` of CSC, with `disabled` for a key that its owner or issuer has switched off.
    package enum Status: String, Sendable {
        case valid, expired, revoked, suspended, disabled
    }

    package let id: String
    package let practitionerID: String
    package internal(set) var status: Status
    /// How many signatures one authorization may allow.
    package let multisign: Int
    /// What a plain-PIN credential asks for, all of it; empty for every other.
    package var secrets: [Factor] = []

    package init(id: String, practitionerID: String, status: Status, multisign: Int) {
        self.id = id
        self.practitionerID = practitionerID
        self.status = status
        self.multisign = multisign
    }

    /// Checking order of csc-api.md, section 7: key status, then certificate status.
    func requireUsable() throws(CSCError) {
        switch status {
        case .valid: break
        case .disabled: throw .credentialDisabled
        case .expired: throw .certificateExpired
        case .revoked: throw .certificateRevoked
        case .suspended: throw .certificateSuspended
        }
    }
}
