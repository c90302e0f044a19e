package import Foundation
package import OpenSSL
package import Simulation

/// The cards: their certificates, their secrets' tries, and the readers they are in.
///
/// Whether a secret was right is found out by the card's applet; here stands what that means for the next try.
package enum CardDomain: Domain {
    package struct SlotCertificate: Codable, Sendable, Hashable {
        package let slot: Card.Slot
        package let certificate: CertificateRecord

        package init(_ slot: Card.Slot, _ certificate: CertificateRecord) {
            self.slot = slot
            self.certificate = certificate
        }
    }

    package enum Command: Sendable {
        case issue(Card)
        /// Puts the certificates on the card.
        case personalise(ID<Card>, [SlotCertificate])
        case insert(ID<Card>, reader: Int, isUpsideDown: Bool = false)
        case remove(ID<Card>)
        /// - Parameter repeats: how often this very value has been refused before.
        case refuseSecret(ID<Card>, Card.Secret, repeats: Int = 0)
        /// Somebody has tried wrong values until so many tries are left.
        case useUpTries(ID<Card>, Card.Secret, left: Int)
        case acceptSecret(ID<Card>, Card.Secret)
        /// The new value goes into its blob in the same transaction.
        case changeSecret(ID<Card>, Card.Secret)
        case unblockSecret(ID<Card>, Card.Secret)
        /// The card is about to answer with a signature.
        case sign(ID<Card>, Card.Slot)
        /// - Parameter since: what the list says it was revoked since; nil for now.
        case revoke(ID<Card>, Card.Slot, reason: RevocationReason, since: Date? = nil)
        /// By itself, when a certificate's time has run out.
        case expire(ID<Card>, Card.Slot)
    }

    package enum Event: DomainEvent {
        case issued(Card)
        case personalised(card: ID<Card>, certificates: [SlotCertificate])
        /// - Parameter isUpsideDown: nil for false, as in all that follow.
        case inserted(card: ID<Card>, reader: Int, isUpsideDown: Bool?)
        case removed(card: ID<Card>)
        /// - Parameter repeats: how often this very value was refused before, since the last right one; nil where nobody
        ///   counted.
        case secretRefused(card: ID<Card>, secret: Card.Secret, triesLeft: Int, repeats: Int?)
        case secretBlocked(card: ID<Card>, secret: Card.Secret)
        case secretAccepted(card: ID<Card>, secret: Card.Secret)
        case secretChanged(card: ID<Card>, secret: Card.Secret)
        case secretUnblocked(card: ID<Card>, secret: Card.Secret)
        /// - Parameter holder: whose signature it is; nil in an older journal.
        case signed(card: ID<Card>, slot: Card.Slot, holder: ID<Practitioner>?)
        case revoked(card: ID<Card>, slot: Card.Slot, revocation: Revocation)
        case expired(card: ID<Card>, slot: Card.Slot)

        package enum CodingKeys: String, CodingKey, CaseIterable {
            case issued = "card.issued"
            case personalised = "card.personalised"
            case inserted = "card.inserted"
            case removed = "card.removed"
            case secretRefused = "pin.refused"
            case secretBlocked = "pin.blocked"
            case secretAccepted = "pin.accepted"
            case secretChanged = "pin.changed"
            case secretUnblocked = "pin.unblocked"
            case signed = "card.signed"
            case revoked = "card-certificate.revoked"
            case expired = "card-certificate.expired"
        }

        package static let variableFields: Set<String> = CertificateRecord.variableFields
    }

    package static let name = "cards"
    /// 2: a packed agenda.
    package static let stateVersion = 2
    package static let initialState = Cards()

    package static func decide(_ command: Command, in context: DecisionContext<Self>) throws(CardError) -> [Event] {
        switch command {
        case .issue(let card):
            return try issue(card, in: context)
        case .personalise(let id, let certificates):
            return try personalise(id, certificates, in: context)
        case .insert(let id, let reader, let isUpsideDown):
            return try insert(id, reader: reader, isUpsideDown, in: context)
        case .remove(let id):
            return try existing(id, in: context).reader == nil ? [] : [.removed(card: id)]
        case .refuseSecret(let id, let secret, let repeats):
            let left = try usableTries(secret, of: try existing(id, in: context)) - 1
            return refusal(of: secret, on: id, triesLeft: left, repeats: repeats)
        case .useUpTries(let id, let secret, let left):
            let now = try tries(secret, of: try existing(id, in: context))
            guard (0...now).contains(left) else { throw .fewerTriesLeft(now) }
            return left == now ? [] : refusal(of: secret, on: id, triesLeft: left, repeats: nil)
        case .acceptSecret(let id, let secret):
            // Journalled only where it brings tries back: a card is asked for its PIN at every signature.
            let left = try usableTries(secret, of: try existing(id, in: context))
            return left == secret.tries ? [] : [.secretAccepted(card: id, secret: secret)]
        case .changeSecret(let id, let secret):
            _ = try usableTries(secret, of: try existing(id, in: context))
            return [.secretChanged(card: id, secret: secret)]
        case .unblockSecret(let id, let secret):
            let left = try tries(secret, of: try existing(id, in: context))
            return left == secret.tries ? [] : [.secretUnblocked(card: id, secret: secret)]
        case .sign(let id, let slot):
            let card = try existing(id, in: context)
            guard card.certificates[slot] != nil else { throw .notPersonalised(id) }
            return [.signed(card: id, slot: slot, holder: card.holder)]
        case .revoke(let id, let slot, let reason, let since):
            let card = try existing(id, in: context)
            guard card.certificates[slot] != nil else { throw .notPersonalised(id) }
            // What is only suspended can still be revoked.
            guard card.revocations[slot].map({ $0.reason == .certificateHold && reason != .certificateHold }) ?? true
            else { return [] }
            guard since ?? context.now <= context.now else { throw .revokedInTheFuture }
            let revocation = Revocation(at: since ?? context.now, reason: reason)
            return [.revoked(card: id, slot: slot, revocation: revocation)]
        case .expire(let id, let slot):
            let expiry = try existing(id, in: context).certificates[slot]?.expiry
            return expiry.map { $0 <= context.now } == true ? [.expired(card: id, slot: slot)] : []
        }
    }

    package static func apply(_ event: Event, at instant: Date, to state: inout Cards) {
        state.apply(event, at: instant)
    }

    package static func nextDue(_ state: Cards) -> Due<Command>? { state.nextDue }
}

// MARK: - Rules

extension CardDomain {
    private static func issue(_ card: Card, in context: DecisionContext<Self>) throws(CardError) -> [Event] {
        guard context.state[card.id] == nil else { throw .exists(card.id) }
        guard let holder = context.state(of: PractitionerDomain.self)[card.holder] else {
            throw .unknownHolder(card.holder)
        }
        let isPossible =
            (card.kind == .myNumber) == (card.issuer == .jpki) && (card.kind == .hpki) == (card.role != nil)
        guard isPossible else { throw .impossible(card.kind, card.issuer) }
        if let role = card.role, !holder.licences.contains(where: { $0.role == role }) { throw .noLicence(role: role) }
        return [.issued(card)]
    }

    private static func personalise(
        _ id: ID<Card>,
        _ certificates: [SlotCertificate],
        in context: DecisionContext<Self>
    ) throws(CardError) -> [Event] {
        guard try existing(id, in: context).certificates.isEmpty else { throw .personalisedAlready(id) }
        for item in certificates {
            if let same = context.state.id(ofSameAs: item.certificate) { throw .sameCertificate(as: same) }
        }
        guard !certificates.isEmpty else { return [] }
        let personalised = Event.personalised(card: id, certificates: certificates)
        guard try existing(id, in: context).isWithdrawn == true else { return [personalised] }
        let revocation = Revocation(at: context.now, reason: .cessationOfOperation)
        return [personalised, .revoked(card: id, slot: .signature, revocation: revocation)]
    }

    private static func refusal(
        of secret: Card.Secret,
        on id: ID<Card>,
        triesLeft left: Int,
        repeats: Int?
    ) -> [Event] {
        let refused = Event.secretRefused(card: id, secret: secret, triesLeft: left, repeats: repeats)
        return left == 0 ? [refused, .secretBlocked(card: id, secret: secret)] : [refused]
    }

    private static func insert(
        _ id: ID<Card>,
        reader: Int,
        _ isUpsideDown: Bool,
        in context: DecisionContext<Self>
    ) throws(CardError) -> [Event] {
        let card = try existing(id, in: context)
        if let present = card.reader {
            guard present == reader, isUpsideDown == (card.isUpsideDown == true) else {
                throw .inAnotherReader(present)
            }
            return []
        }
        if let other = context.state.card(inReader: reader) { throw .readerTaken(reader, by: other.id) }
        return [.inserted(card: id, reader: reader, isUpsideDown: isUpsideDown ? true : nil)]
    }

    private static func existing(_ id: ID<Card>, in context: DecisionContext<Self>) throws(CardError) -> Card {
        guard let card = context.state[id] else { throw .unknown(id, among: context.state.all.map(\.id)) }
        return card
    }

    private static func tries(_ secret: Card.Secret, of card: Card) throws(CardError) -> Int {
        guard card.kind.secrets.contains(secret) else { throw .noSuchSecret(secret, card.kind) }
        // A card of an older journal does not know of every secret.
        return card.triesLeft[secret] ?? secret.tries
    }

    private static func usableTries(_ secret: Card.Secret, of card: Card) throws(CardError) -> Int {
        let left = try tries(secret, of: card)
        guard left > 0 else { throw .blocked(secret) }
        return left
    }
}
