/// Why a token is not revoked (RFC 7009 section 2.2.1; CSC API section 11.3).
package enum RevocationFailure: Error, Sendable, Equatable {
    /// `token_type_hint` is neither `access_token` nor `refresh_token`.
    case unknownHint
    /// Never issued here, or forgotten.
    case unknownToken
    /// Issued to another client than the caller's.
    case tokenOfAnotherClient
}
