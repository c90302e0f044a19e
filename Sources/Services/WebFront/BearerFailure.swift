/// Why a bearer token is not accepted.
package enum BearerFailure: Error, Sendable, Equatable {
    /// Never issued here, or forgotten long ago: `invalid_token`.
    case unknown
    /// Its own lifetime is over, though the session lives; a refresh helps: `expired_token`.
    case expired
    /// The person's session is over; only a new login helps: `expired_token`.
    case sessionEnded
    /// Revoked by the client, or because its code or refresh token was replayed: `expired_token`
    /// (CSC: "The access or refresh token is expired or has been revoked.").
    case revoked
    /// Bound to another client certificate, or presented without one (RFC 8705 section 3): `invalid_token`.
    case boundToAnotherCertificate
}
