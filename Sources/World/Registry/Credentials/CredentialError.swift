/// Why a credential's command is refused.
package enum CredentialError: Error, Sendable, Equatable {
    case unknown(ID<Credential>)
    case exists(ID<Credential>)
    case unknownPractitioner(ID<Practitioner>)
    /// The practitioner has no licence for the role.
    case noLicence(role: String)
    case sameCertificate(as: ID<Credential>)
    /// There is no certificate yet.
    case pending(ID<Credential>)
    case revoked(ID<Credential>)
    case expired(ID<Credential>)
    case revokedInTheFuture
}

extension CredentialError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknown(let id): "there is no credential “\(id)”"
        case .exists(let id): "there is a credential “\(id)” already"
        case .unknownPractitioner(let id): "there is no practitioner “\(id)”"
        case .noLicence(let role): "the practitioner has no licence as \(role)"
        case .sameCertificate(let id): "this certificate is registered already, for “\(id)”"
        case .pending(let id): "the certificate of “\(id)” is not issued yet"
        case .revoked(let id): "the certificate of “\(id)” is revoked"
        case .expired(let id): "the certificate of “\(id)” has expired"
        case .revokedInTheFuture: "a certificate cannot have been revoked in the future"
        }
    }
}
