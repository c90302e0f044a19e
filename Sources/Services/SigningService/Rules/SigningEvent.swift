import Simulation

/// What has happened in the signing service. SADs, handles, tokens and response ids are named by their SHA-256.
package enum SigningEvent: DomainEvent {
    case authorized(Authorized)
    case extended(former: String, sad: String, authorization: Authorization)
    case spent(Spent)
    case expired(Expired)
    case challenged(Challenge)
    case challengeAnswered(challenge: String)
    case factorRefused(practitioner: String, factor: Factor, triesLeft: Int)
    case factorBlocked(practitioner: String, factor: Factor)
    case factorRejected(practitioner: String, factor: Factor, reason: CardRejection.Reason, holder: String)
    case factorAccepted(practitioner: String)
    case secretsChanged(credentialID: String, secrets: PlainSecrets?)
    case asked(handle: String, pending: PendingAuthorization)
    case phoneHeld(practitioner: String)
    case answered(practitioner: String, handles: [String], answer: PendingAuthorization.Answer)
    case collected(handle: String, answer: PendingAuthorization.Answer)
    case requested(request: String, signing: SigningRequest)
    case dropped(kind: Kind, name: String, isDropped: Bool)
    case created(Created)

    package enum CodingKeys: String, CodingKey, CaseIterable {
        case authorized = "authorization.created"
        case extended = "authorization.extended"
        case spent = "authorization.spent"
        case expired = "authorization.expired"
        case challenged = "challenge.issued"
        case challengeAnswered = "challenge.answered"
        case factorRefused = "factor.refused"
        case factorBlocked = "factor.blocked"
        case factorRejected = "factor.rejected"
        case factorAccepted = "factor.accepted"
        case secretsChanged = "pin.required"
        case asked = "authorization.requested"
        case phoneHeld = "phone.held"
        case answered = "authorization.answered"
        case collected = "authorization.collected"
        case requested = "signing.accepted"
        case dropped = "signing.expired"
        case created = "signature.created"
    }

    package static var secretFields: Set<String> { ["pin", "oneTimePassword"] }

    package static var variableFields: Set<String> {
        ["sad", "former", "handle", "handles", "request", "value", "name", "challenge", "facilityCertificate"]
    }

    /// What else than an authorization ends by itself.
    package enum Kind: String, Codable, Sendable {
        case challenge
        case handle
        case result
    }

    package struct Authorized: Codable, Sendable {
        package let sad: String
        package let authorization: Authorization
    }

    package struct Spent: Codable, Sendable {
        package let sad: String
        package let credentialID: String
        package let signatures: Int
        /// The digests, in base64, where a token of scope `credential` stood for the SAD; else nil.
        package var hashes: [String]?
    }

    package struct Expired: Codable, Sendable {
        package let sad: String
        /// True where it had to make room for a newer one.
        package let isDropped: Bool
    }

    package struct Created: Codable, Sendable {
        package let sad: String
        package let credentialID: String
        package let practitionerID: String
        package let digest: String
        /// The signed digests in base64, in the order of the request.
        package let hashes: [String]
        /// Whether the credential had signed one of them before, as far as that is remembered; nil for no.
        package var isRepeated: Bool?
    }
}
