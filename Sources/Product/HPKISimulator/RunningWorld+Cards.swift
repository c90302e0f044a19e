import Foundation
import HealthcarePKI
import OpenSSL
import Registry
import SigningService
import Simulation

extension RunningWorld {
    /// The authentication keys of everybody's cards. One that was never read has none yet, and has signed nothing.
    func authenticationKeys(_ factor: Factor) async throws -> [AuthenticationKey] {
        let kind: Card.Kind
        switch factor {
        case .hpkiCard: kind = .hpki
        case .myNumber: kind = .myNumber
        case .fido, .pin, .oneTimePassword: return []
        }
        let now = simulation.clock.now
        var keys: [AuthenticationKey] = []
        for card in simulation.read(CardDomain.self, { $0.all.filter { $0.kind == kind } }) {
            guard let record = card.certificates[.authentication], record.notBefore <= now else { continue }
            keys.append(
                AuthenticationKey(
                    practitionerID: card.holder.rawValue,
                    publicKey: try await vault.certificate(record).publicKey,
                    status: Self.status(record, card.revocations[.authentication], at: now)
                )
            )
        }
        return keys
    }

    private static func status(
        _ record: CertificateRecord,
        _ revocation: Revocation?,
        at now: Date
    ) -> CredentialFacts.Status {
        switch revocation?.reason {
        case .certificateHold: .suspended
        case nil: now < record.expiry ? .valid : .expired
        default: .revoked
        }
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
