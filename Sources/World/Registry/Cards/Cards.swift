import Foundation
import Simulation

/// All cards, and the readers they are in.
package struct Cards: Codable, Sendable {
    fileprivate struct Appointment: Hashable, Sendable {
        let card: ID<Card>
        let slot: Card.Slot
    }

    private var cards: [ID<Card>: Card] = [:]
    private var idsBySerial: [String: ID<Card>] = [:]
    private var agenda = Agenda<Appointment>()
    package private(set) var revocations = RevocationRegister()

    package subscript(id: ID<Card>) -> Card? { cards[id] }

    /// In the order of their ids.
    package var all: [Card] { cards.values.sorted { $0.id < $1.id } }

    /// The card in a reader.
    package func card(inReader reader: Int) -> Card? { cards.values.first { $0.reader == reader } }

    func id(ofSameAs record: CertificateRecord) -> ID<Card>? { idsBySerial[record.authorityAndSerial] }

    var nextDue: Due<CardDomain.Command>? {
        agenda.first.map { Due(at: $0.instant, .expire($0.item.card, $0.item.slot)) }
    }

    mutating func apply(_ event: CardDomain.Event, at instant: Date) {
        if case .issued(let card) = event { cards[card.id] = card }
        let id = event.card
        guard let before = cards[id] else { return }
        cards[id]?.apply(event, at: instant)
        switch event {
        case .personalised(_, let certificates):
            for item in certificates {
                idsBySerial[item.certificate.authorityAndSerial] = id
                agenda.add(Appointment(card: id, slot: item.slot), at: item.certificate.expiry)
            }
        case .revoked(_, let slot, let revocation):
            removeExpiry(of: before, slot)
            guard let certificate = before.certificates[slot] else { return }
            revocations.revoke(certificate, revocation, changedAt: instant)
        case .expired(_, let slot):
            removeExpiry(of: before, slot)
        case .issued, .inserted, .removed, .secretRefused, .secretBlocked, .secretAccepted, .secretUnblocked,
            .secretChanged, .signed:
            break
        }
    }

    private mutating func removeExpiry(of card: Card, _ slot: Card.Slot) {
        guard let certificate = card.certificates[slot] else { return }
        agenda.remove(Appointment(card: card.id, slot: slot), at: certificate.expiry)
    }
}

extension CardDomain.Event {
    /// Which card it is about.
    package var card: ID<Card> {
        switch self {
        case .issued(let card): card.id
        case .personalised(let id, _), .inserted(let id, _, _), .removed(let id), .expired(let id, _): id
        case .secretRefused(let id, _, _, _), .revoked(let id, _, _), .signed(let id, _, _): id
        case .secretBlocked(let id, _), .secretAccepted(let id, _), .secretUnblocked(let id, _),
            .secretChanged(let id, _):
            id
        }
    }
}

extension Cards.Appointment: Packed {
    func pack(into writer: inout PackWriter) {
        card.pack(into: &writer)
        slot.pack(into: &writer)
    }

    init(from reader: inout PackReader) throws(PackError) {
        self.init(card: try ID(from: &reader), slot: try Card.Slot(from: &reader))
    }
}

extension Card.Slot: Packed {}
