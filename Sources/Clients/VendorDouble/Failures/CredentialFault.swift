/// Why a credential cannot be signed with; found out before anything is asked of the service.
package enum CredentialFault: Hashable, Sendable {
    /// The service gave no certificate, or none that can be read.
    case noCertificate
    /// `key/status` is not `enabled`, or `cert/status` is there and not `valid`.
    case unusable(key: String, certificate: String?)
    /// `key/algo` has nothing for the algorithm that is wanted.
    case algorithmNotOffered
    /// Its certificate is somebody else's than the person's at the screen.
    case otherHolder(String)
    /// The practitioner has no credential of that name.
    case unknown(String)
}

extension CredentialFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noCertificate: "the credential has no certificate that can be read"
        case .unusable(let key, let certificate):
            "the credential's key is \(key), its certificate \(certificate ?? "of unknown status")"
        case .algorithmNotOffered: "the credential does not offer the algorithm"
        case .otherHolder(let name): "the credential is \(name)'s, who is not the person at the screen"
        case .unknown(let id): "there is no credential \(id)"
        }
    }
}
