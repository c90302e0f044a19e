/// What can be asked of the signing rules.
package enum SigningCommand: Sendable {
    /// Issues the SAD whose SHA-256 is `sad`.
    case authorize(Authorization, sad: String)
    /// Reserves a SAD for the signatures about to be made.
    case spend(sad: String, AuthorizationUse)
    /// Reports signatures that were made.
    case record(SigningEvent.Created)
    /// The oldest authorizations have reached their end.
    case expire
}
