import HealthcarePKI
import OpenSSL
import Registry
import SigningService
import Simulation

extension RunningWorld {
    /// The public authentication key of a practitioner's card; the card is personalised when it is first needed.
    ///
    /// - Returns: nil where the person has no such card, or its certificate is revoked or out of its dates.
    func authenticationKey(of practitioner: String, _ factor: Factor) async throws -> PublicKey? {
        let kind: Card.Kind
        switch factor {
        case .hpkiCard: kind = .hpki
        case .myNumber: kind = .myNumber
        case .fido, .pin, .oneTimePassword: return nil
        }
        let holder = ID<Practitioner>(rawValue: practitioner)
        let cards = simulation.read(CardDomain.self) { $0.all.filter { $0.holder == holder && $0.kind == kind } }
        guard let card = cards.first else { return nil }
        if !card.isPersonalised { try await personalise(card) }
        let now = simulation.clock.now
        guard let present = simulation.read(CardDomain.self, { $0[card.id] }),
            present.revocations[.authentication] == nil, let record = present.certificates[.authentication],
            record.notBefore <= now, now < record.expiry
        else { return nil }
        return try await vault.certificate(record).publicKey
    }

    /// Puts the certificates on a card.
    func personalise(_ card: Card) async throws {
        guard let holder = simulation.read(PractitionerDomain.self, { $0[card.holder] }) else { return }
        let prepared = try vault.pki.prepare(card, holder: holder, at: simulation.clock.now)
        let blobs = prepared.blobs + (try vault.newAuthorityBlobs())
        do {
            try await simulation.perform(
                .personalise(card.id, prepared.certificates),
                in: CardDomain.self,
                cause: .program,
                blobs: blobs
            )
        } catch CardError.personalisedAlready {
            // Another request was quicker; its certificates stand.
        }
    }
}
