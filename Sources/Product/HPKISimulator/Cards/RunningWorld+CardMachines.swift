import Cards
import HealthcarePKI
import ISO7816
import OpenSSL
import Registry
import Simulation

extension RunningWorld {
    /// The card as the world has it now; it is personalised when it is first needed.
    func cardMachine(_ id: ID<Card>, _ defects: CardDefects = .init()) async throws -> CardMachine {
        if defects.isForeign { return CardMachine(ForeignCard()) }
        guard var card = simulation.read(CardDomain.self, { $0[id] }) else { throw CardError.unknown(id) }
        if !card.isPersonalised {
            try await personalise(card)
            guard let present = simulation.read(CardDomain.self, { $0[id] }) else { throw CardError.unknown(id) }
            card = present
        }
        switch card.kind {
        case .hpki: return CardMachine(try await hpkiCard(card, defects))
        case .myNumber: return CardMachine(try await myNumberCard(card, defects))
        }
    }

    private func hpkiCard(_ card: Card, _ defects: CardDefects) async throws -> HPKICard {
        var applications: [HPKIApplication] = []
        for use in CardKey.allCases {
            let (key, chain) = try await material(use, of: card)
            var authorities: [UInt8: [UInt8]] = [:]
            if let root = chain.dropFirst().last { authorities[0x19] = root }
            if chain.count > 2 { authorities[0x1B] = chain[1] }
            let isThere = Card.Slot(use).map { !defects.missing.contains($0) } ?? true
            applications.append(
                HPKIApplication(use, key: key, certificate: isThere ? chain.first : nil, authorities: authorities)
            )
        }
        return HPKICard(
            // Decision: MEDIS and 日本薬剤師会 have the JAHIS profile; what theirs is, is not public.
            layout: card.issuer == .jma ? .jma : .jahis,
            applications: applications,
            pin: try await secret(.pin, of: card),
            triesLeft: defects.triesLeft(.pin, of: card),
            blockedStatus: defects.blockedStatus ?? .authenticationBlocked,
            masterValues: CardFault.reservedSecrets
        )
    }

    private func myNumberCard(_ card: Card, _ defects: CardDefects) async throws -> MyNumberCard {
        let signature = try await material(.signature, of: card)
        let authentication = try await material(.authentication, of: card)
        var certificates: [UInt16: [UInt8]] = [:]
        if !defects.missing.contains(.signature) { certificates[0x0001] = signature.chain.first }
        certificates[0x0002] = signature.chain.dropFirst().first
        if !defects.missing.contains(.authentication) { certificates[0x000A] = authentication.chain.first }
        certificates[0x000B] = authentication.chain.dropFirst().first
        var values: [CardSecret: String] = [:]
        var triesLeft: [CardSecret: Int] = [:]
        for secret in card.kind.secrets {
            guard let name = CardSecret(rawValue: secret.rawValue) else { continue }
            values[name] = try await optionalSecret(secret, of: card)
            triesLeft[name] = defects.triesLeft(secret, of: card)
        }
        let holder = simulation.read(PractitionerDomain.self) { $0[card.holder] }
        return MyNumberCard(
            MyNumberCard.Contents(
                signatureKey: signature.key,
                authenticationKey: authentication.key,
                certificates: certificates,
                person: PersonalData(
                    number: values[.verificationNumberA] ?? "",
                    name: holder?.name.japanese ?? "",
                    address: holder?.address.japanese ?? "",
                    birthDate: holder.map { $0.birthDate.description.filter { $0 != "-" } } ?? "",
                    sex: holder?.sex == .male ? "1" : "2"
                )
            ),
            secrets: MyNumberCard.secrets(
                values,
                triesLeft: triesLeft,
                blockedStatus: defects.blockedStatus ?? .referenceDataNotUsable,
                masterValues: CardFault.reservedSecrets
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
        guard let value = try await optionalSecret(secret, of: card) else {
            throw VaultError.missing(card.blob(of: secret))
        }
        return value
    }

    /// - Returns: nil for one that a card of an older state does not have.
    private func optionalSecret(_ secret: Card.Secret, of card: Card) async throws -> String? {
        try await simulation.blobs.bytes(card.blob(of: secret)).map { String(decoding: $0, as: UTF8.self) }
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
