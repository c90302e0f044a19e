package import struct Foundation.Date

/// What a live access token stands for: who logged in, through which client, and what it is good for.
///
/// The identity provider makes it; the signing service reads it through a closure, since services never import each other.
package struct AccessGrant: Sendable, Equatable {
    /// Login id of the practitioner, e.g. `dr-yamada`; nil where the client speaks for itself (client credentials).
    package let practitionerID: String?
    /// OAuth `client_id` of the vendor application.
    package let clientID: String
    /// Granted scopes: `service`, `credential`, `openid`, `profile`.
    package let scopes: Set<String>
    /// What a token of scope `credential` authorizes; nil for every other token.
    package let credential: CredentialGrant?
    /// Id of the person's 18-hour authentication session, the `sid` of the ID token, no secret; nil without a person.
    package let sessionID: String?
    /// SHA-256 of the token, lower-case hex: its name where it must not be readable.
    package let tokenDigest: String
    /// Whether the token was taken over mutual TLS and is bound to that certificate (RFC 8705 section 3).
    package let isBound: Bool
    /// When the token expires, on the simulation clock.
    package let expiresAt: Date

    package init(
        practitionerID: String?,
        clientID: String,
        scopes: Set<String>,
        credential: CredentialGrant? = nil,
        sessionID: String?,
        tokenDigest: String,
        isBound: Bool,
        expiresAt: Date
    ) {
        self.practitionerID = practitionerID
        self.clientID = clientID
        self.scopes = scopes
        self.credential = credential
        self.sessionID = sessionID
        self.tokenDigest = tokenDigest
        self.isBound = isBound
        self.expiresAt = expiresAt
    }
}
