/// Why a card's command is refused.
package enum CardError: Error, Sendable, Equatable {
    case unknown(ID<Card>, among: [ID<Card>] = [])
    case exists(ID<Card>)
    case unknownHolder(ID<Practitioner>)
    /// The holder has no licence for the role on the card.
    case noLicence(role: String)
    /// An HPKI card without a role, a My Number card of 日本医師会, or the like.
    case impossible(Card.Kind, Card.Issuer)
    case personalisedAlready(ID<Card>)
    case notPersonalised(ID<Card>)
    case sameCertificate(as: ID<Card>)
    case readerTaken(Int, by: ID<Card>)
    case inAnotherReader(Int)
    case noSuchSecret(Card.Secret, Card.Kind)
    case blocked(Card.Secret)
    case fewerTriesLeft(Int)
    case unusableSecret(Card.Secret)
    case revokedInTheFuture
}

extension CardError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknown(let id, let known):
            "there is no card “\(id)”"
                + (known.isEmpty ? "" : ", only \(known.map(\.rawValue).joined(separator: ", "))")
        case .exists(let id): "there is a card “\(id)” already"
        case .unknownHolder(let id): "there is no practitioner “\(id)”"
        case .noLicence(let role): "the holder has no licence as \(role)"
        case .impossible(let kind, let issuer): "\(issuer.rawValue) issues no such card (\(kind.rawValue))"
        case .personalisedAlready(let id): "the card “\(id)” has its certificates already"
        case .notPersonalised(let id): "the card “\(id)” has no certificates yet"
        case .sameCertificate(let id): "this certificate is registered already, on “\(id)”"
        case .readerTaken(let reader, let id): "the card “\(id)” is in reader \(reader)"
        case .inAnotherReader(let reader): "the card is in reader \(reader) already: remove it first"
        case .noSuchSecret(let secret, let kind): "a \(kind.rawValue) card has no \(secret.rawValue)"
        case .blocked(let secret): "the \(secret.rawValue) is blocked"
        case .fewerTriesLeft(let left): "only \(left) tries are left: give a number from 0 to \(left)"
        case .unusableSecret(let secret): "a card takes no such \(secret.rawValue)"
        case .revokedInTheFuture: "a certificate cannot have been revoked in the future"
        }
    }
}
