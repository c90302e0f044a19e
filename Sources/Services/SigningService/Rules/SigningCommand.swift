package import Foundation
package import OpenSSL

/// What can be asked of the signing rules. SADs, handles and response ids come as their SHA-256.
package enum SigningCommand: Sendable {
    /// Issues a SAD; with `challenge`, the name of the one that was answered rightly.
    case authorize(Authorization, sad: String, challenge: (name: String, factor: Factor)?)
    /// Gives out a challenge.
    case challenge(Challenge)
    /// A factor's answer was wrong.
    case refuse(practitioner: String, Factor, challenge: String)
    /// A card has answered rightly and is not taken.
    case reject(CardRejection, Factor, challenge: String)
    /// Issues a SAD for the secrets of a plain-PIN credential; a reserved PIN counts as its own (`anyPIN`).
    case enter([Factor: String], anyPIN: Bool, Authorization, sad: String)
    /// Makes a plain-PIN credential of one, or with nil what it was before.
    case requireSecrets(PlainSecrets?, credentialID: String)
    /// Forgets a person's wrong answers.
    case unlock(practitioner: String)
    /// Asks the person's phone.
    case ask(Authorization, handle: String, PendingAuthorization)
    /// From now on the person's phone waits for ``answer(practitioner:_:)``.
    case hold(practitioner: String)
    case answer(practitioner: String, PendingAuthorization.Answer)
    /// Looks whether the phone has answered, and takes the SAD if so.
    case check(handle: String, Holder, sad: String)
    /// A new SAD for the next call of a transaction.
    case extend(sad: String, credentialID: String, Holder, by: Authorization.Extension, newSAD: String)
    /// Reserves an authorization for the signatures about to be made; in mode A, with the request they are for.
    case spend(AuthorizationUse, request: (id: String, SigningRequest)?)
    /// Reports signatures that were made.
    case record(SigningEvent.Created)
    /// The oldest things have reached their end.
    case expire
}

extension Authorization {
    /// What `credentials/extendTransaction` asks for.
    package struct Extension: Sendable {
        package let hashes: [String]
        package let digest: DigestAlgorithm
        package let lifetime: TimeInterval
    }
}
