import Cards
import HealthcarePKI
import ISO7816
import OpenSSL
import Registry
import Simulation

extension RunningWorld {
    /// The card as the world has it now; it is personalised when it is first needed.
    func cardMachine(_ id: ID<Card>) async throws -> CardMachine {
        guard var card = simulation.read(CardDomain.self, { $0[id] }) else { throw CardError.unknown(id) }
        if !card.isPersonalised {
            try await personalise(card)
            guard let present = simulation.read(CardDomain.self, { $0[id] }) else { throw CardError.unknown(id) }
            card = present
        }
        switch card.kind {
        case .hpki: return CardMachine(try await hpkiCard(card))
        case .myNumber: return CardMachine(try await myNumberCard(card))
        }
    }

    private func hpkiCard(_ card: Card) async throws -> HPKICard {
        var applications: [HPKIApplication] = []
        for use in CardKey.allCases {
            let (key, chain) = try await material(use, of: card)
            var authorities: [UInt8: [UInt8]] = [:]
            if let root = chain.dropFirst().last { authorities[0x19] = root }
            if chain.count > 2 { authorities[0x1B] = chain[1] }
            applications.append(HPKIApplication(use, key: key, certificate: chain.first, authorities: authorities))
        }
        return HPKICard(
            // Decision: MEDIS and 日本薬剤師会 have the JAHIS profile; what theirs is, is not public.
            layout: card.issuer == .jma ? .jma : .jahis,
            applications: applications,
            pin: try await secret(.pin, of: card),
            triesLeft: card.triesLeft[.pin] ?? 0
        )
    }

    private func myNumberCard(_ card: Card) async throws -> MyNumberCard {
        let signature = try await material(.signature, of: card)
        let authentication = try await material(.authentication, of: card)
        let certificates: [(UInt16, [UInt8]?)] = [
            (0x0001, signature.chain.first), (0x0002, signature.chain.dropFirst().first),
            (0x000A, authentication.chain.first), (0x000B, authentication.chain.dropFirst().first),
        ]
        let holder = simulation.read(PractitionerDomain.self) { $0[card.holder] }
        return MyNumberCard(
            MyNumberCard.Contents(
                signatureKey: signature.key,
                authenticationKey: authentication.key,
                certificates: Dictionary(
                    certificates.compactMap { fid, der in der.map { (fid, $0) } },
                    uniquingKeysWith: { first, _ in first }
                ),
                person: PersonalData(
                    // Its check digit is wrong, so that it can be nobody's.
                    number: "000000000001",
                    name: holder?.name.japanese ?? "",
                    address: holder?.address.japanese ?? "",
                    birthDate: holder.map { $0.birthDate.description.filter { $0 != "-" } } ?? "",
                    sex: holder?.sex == .male ? "1" : "2"
                )
            ),
            secrets: MyNumberCard.secrets(
                authenticationPIN: try await secret(.authenticationPIN, of: card),
                signaturePassword: try await secret(.signaturePassword, of: card),
                textPIN: try await secret(.textPIN, of: card),
                triesLeft: [
                    .authenticationPIN: card.triesLeft[.authenticationPIN] ?? 0,
                    .signaturePassword: card.triesLeft[.signaturePassword] ?? 0,
                    .textPIN: card.triesLeft[.textPIN] ?? 0,
                ]
            )
        )
    }

    /// The key, and the certificate with those above it in DER, the root last.
    private func material(_ use: CardKey, of card: Card) async throws -> (key: PrivateKey, chain: [[UInt8]]) {
        guard let slot = Card.Slot(use), let record = card.certificates[slot] else {
            throw CardError.notPersonalised(card.id)
        }
        return (try await vault.key(card.keyLabel(slot)), try await vault.chain(record).map(\.derEncoded))
    }

    private func secret(_ secret: Card.Secret, of card: Card) async throws -> String {
        let blob = card.blob(of: secret)
        guard let bytes = try await simulation.blobs.bytes(blob) else { throw VaultError.missing(blob) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Makes a card's facts durable, all or none.
    func record(_ facts: [CardEvent], of id: ID<Card>) async throws {
        guard let card = simulation.read(CardDomain.self, { $0[id] }) else { throw CardError.unknown(id) }
        try await simulation.transaction(cause: Cause(.apdu, id.rawValue)) { transaction in
            for fact in facts {
                let (command, blob) = try command(fact, card)
                _ = try transaction.perform(command, in: CardDomain.self)
                if let blob { transaction.store(blob) }
            }
        }
    }

    private func command(_ fact: CardEvent, _ card: Card) throws -> (CardDomain.Command, Blob?) {
        switch fact {
        case .secretRefused(let name, _, let value):
            let secret = try Self.secret(name, card)
            let isFirst = card.triesLeft[secret] == secret.tries
            let repeats = refusedSecrets.note(value, of: "\(card.id) \(secret.rawValue)", isFirst: isFirst)
            return (.refuseSecret(card.id, secret, repeats: repeats), nil)
        case .secretAccepted(let name): return (.acceptSecret(card.id, try Self.secret(name, card)), nil)
        case .secretChanged(let name, let value):
            let secret = try Self.secret(name, card)
            return (.changeSecret(card.id, secret), Blob(id: card.blob(of: secret), value))
        case .signed(let use):
            guard let slot = Card.Slot(use) else { throw CardError.notPersonalised(card.id) }
            return (.sign(card.id, slot), nil)
        }
    }

    private static func secret(_ name: CardSecret, _ card: Card) throws -> Card.Secret {
        guard let secret = Card.Secret(rawValue: name.rawValue) else { throw CardError.notPersonalised(card.id) }
        return secret
    }
}

extension Card.Slot {
    fileprivate init?(_ use: CardKey) { self.init(rawValue: use.rawValue) }
}
