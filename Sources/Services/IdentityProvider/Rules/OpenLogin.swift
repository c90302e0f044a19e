package import Foundation
package import WebFront

/// An authorization request that waits for its person.
package struct OpenLogin: Codable, Sendable, Equatable {
    package let request: AuthorizationRequest
    package let requestedAt: Date
    /// When it lapses; a lapsed login that the application polls is kept once more for as long.
    package var expiresAt: Date
    package var phase: Phase
    /// What an approval will release: chosen together with the practitioner.
    package var credential: CredentialGrant?

    package enum Phase: Codable, Sendable, Equatable {
        /// The page is open; nothing was chosen yet.
        case choosing
        /// The phone or card of this practitioner was asked and has not answered.
        case asked(practitioner: String, method: LoginMethod)
        /// It has answered; the application's next poll collects the answer.
        case answered(practitioner: String, method: LoginMethod, outcome: LoginOutcome)
        /// It never answered; the next poll learns that.
        case lapsed(practitioner: String, method: LoginMethod)
    }
}
