import Foundation
package import Simulation

/// An HPKI card or a My Number card.
package struct Card: Codable, Sendable, Hashable {
    package enum Kind: String, Codable, Sendable, CaseIterable {
        case hpki
        case myNumber = "my-number"

        /// The secrets that this kind of card asks for.
        package var secrets: [Secret] {
            switch self {
            case .hpki: [.pin]
            case .myNumber: [.authenticationPIN, .signaturePassword, .textPIN]
            }
        }
    }

    /// Who issued an HPKI card (desk rule SIG-4); decides its authorities and its layout.
    package enum Issuer: String, Codable, Sendable, CaseIterable {
        /// 医療情報システム開発センター
        case medis
        /// 日本医師会
        case jma
        /// 日本薬剤師会
        case jpa
        /// 地方公共団体情報システム機構, of My Number cards.
        case jpki
    }

    /// What a certificate on the card is for.
    package enum Slot: String, Codable, Sendable, CaseIterable {
        case signature
        case authentication
    }

    package enum Secret: String, Codable, Sendable, CaseIterable {
        /// HPKI card: 4 to 16 characters.
        case pin
        /// My Number card: 4 digits (利用者証明用).
        case authenticationPIN = "authentication-pin"
        /// My Number card: 6 to 16 upper-case letters and digits (署名用).
        case signaturePassword = "signature-password"
        /// My Number card: 4 digits (券面事項入力補助用).
        case textPIN = "text-pin"

        /// How often it may be wrong before it is blocked: hpki-card.md, section 3; my-number-card.md, section 4.
        package var tries: Int {
            switch self {
            case .pin: 15
            case .authenticationPIN, .textPIN: 3
            case .signaturePassword: 5
            }
        }
    }

    package let id: ID<Card>
    package let kind: Kind
    package let issuer: Issuer
    package let holder: ID<Practitioner>
    /// The label of the role that an HPKI card's hcRole states; nil on a My Number card.
    package let role: String?
    /// Empty until the card is personalised.
    package fileprivate(set) var certificates: [Slot: CertificateRecord] = [:]
    package fileprivate(set) var revocations: [Slot: Revocation] = [:]
    /// How many wrong tries are left of each secret.
    package fileprivate(set) var triesLeft: [Secret: Int]
    /// The reader it is in, from 0; nil when it is in none.
    package fileprivate(set) var reader: Int?

    package init(id: ID<Card>, kind: Kind, issuer: Issuer, holder: ID<Practitioner>, role: String?) {
        self.id = id
        self.kind = kind
        self.issuer = issuer
        self.holder = holder
        self.role = role
        triesLeft = Dictionary(kind.secrets.map { ($0, $0.tries) }, uniquingKeysWith: { first, _ in first })
    }

    package var isPersonalised: Bool { !certificates.isEmpty }

    /// Where a secret is kept, UTF-8.
    package func blob(of secret: Secret) -> BlobID { BlobID(rawValue: "card.\(id).\(secret.rawValue)") }

    /// The name of the private key of a slot; see ``RecordedKeys``.
    package func keyLabel(_ slot: Slot) -> String { "card.\(id).\(slot.rawValue)" }

    /// The label of the authority that issues for a slot.
    package func authority(_ slot: Slot) -> String { "\(issuer.rawValue)-\(slot.rawValue)" }
}

// Dictionaries with these keys are written as objects.
extension Card.Slot: CodingKeyRepresentable {}
extension Card.Secret: CodingKeyRepresentable {}

extension Card {
    mutating func apply(_ event: CardDomain.Event, at instant: Date) {
        switch event {
        case .issued, .expired, .signed:
            break
        case .personalised(_, let certificates):
            for item in certificates { self.certificates[item.slot] = item.certificate }
        case .inserted(_, let reader): self.reader = reader
        case .removed: reader = nil
        case .secretRefused(_, let secret, let left, _): triesLeft[secret] = left
        case .secretBlocked: break
        case .secretAccepted(_, let secret), .secretUnblocked(_, let secret), .secretChanged(_, let secret):
            triesLeft[secret] = secret.tries
        case .revoked(_, let slot, let revocation): revocations[slot] = revocation
        }
    }
}
