package import WebFront

/// What a request of scope `credential` asks the person to release (CSC API v2, section 8.4.2).
package struct CredentialRequest: Codable, Sendable, Equatable {
    /// The credential, or `nil` where ``signatureQualifier`` leaves the choice to the service.
    package let credentialID: String?
    package let signatureQualifier: String?
    package let numSignatures: Int
    package let digests: [DocumentDigest]
    /// Dotted OID.
    package let hashAlgorithmOID: String
    /// For the person, at most ``LoginPolicy/maximumDescription`` characters.
    package let description: String?
    /// The `type` of its `authorization_details`; `nil` where plain parameters were sent.
    package let detailsType: String?
    /// The `locations` of its `authorization_details` (RFC 9396 section 2.2).
    package let locations: [String]?

    /// Whether the token request repeats the details of the authorization request: what they say, not how it is written.
    package func isRepeated(by other: CredentialRequest?) -> Bool {
        guard detailsType != nil else { return other == nil }
        guard let other else { return false }
        return credentialID == other.credentialID && signatureQualifier == other.signatureQualifier
            && digests.map(\.hash) == other.digests.map(\.hash) && hashAlgorithmOID == other.hashAlgorithmOID
            && detailsType == other.detailsType
    }

    /// What a person with these credentials would release.
    package func grant(from credentials: [LoginCredential]) -> Result<CredentialGrant, LoginRefusal> {
        let chosen: LoginCredential
        if let credentialID {
            guard let own = credentials.first(where: { $0.id == credentialID }) else {
                return .failure(.credentialUnknown)
            }
            guard own.isEnabled else { return .failure(.credentialDisabled) }
            chosen = own
        } else {
            guard let first = credentials.first(where: { $0.isEnabled && $0.qualifier == signatureQualifier }) else {
                return .failure(.qualifierNotMet)
            }
            chosen = first
        }
        guard numSignatures <= chosen.multisign else { return .failure(.tooManySignatures) }
        return .success(
            CredentialGrant(
                credentialID: chosen.id,
                numSignatures: numSignatures,
                hashes: digests.map(\.hash),
                hashAlgorithmOID: hashAlgorithmOID
            )
        )
    }
}
