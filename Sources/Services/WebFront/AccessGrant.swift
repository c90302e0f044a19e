package import struct Foundation.Date

/// What a live service access token stands for: who logged in, through which client, and what it is good for.
///
/// The identity provider makes it; the signing service reads it through a closure, since services never import each other.
package struct AccessGrant: Sendable, Equatable {
    /// Login id of the practitioner, e.g. `dr-yamada`.
    package let practitionerID: String
    /// OAuth `client_id` of the vendor application.
    package let clientID: String
    /// Granted scopes: `service`, `openid`, `profile`.
    package let scopes: Set<String>
    /// Id of the person's 18-hour authentication session; the `sid` of the ID token, no secret.
    package let sessionID: String
    /// Whether the token was taken over mutual TLS and is bound to that certificate (RFC 8705 section 3).
    package let isBound: Bool
    /// When the token expires, on the simulation clock.
    package let expiresAt: Date

    package init(
        practitionerID: String,
        clientID: String,
        scopes: Set<String>,
        sessionID: String,
        isBound: Bool,
        expiresAt: Date
    ) {
        self.practitionerID = practitionerID
        self.clientID = clientID
        self.scopes = scopes
        self.sessionID = sessionID
        self.isBound = isBound
        self.expiresAt = expiresAt
    }
}
