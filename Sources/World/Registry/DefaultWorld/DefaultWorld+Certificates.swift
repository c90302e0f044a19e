extension DefaultWorld {
    struct CredentialRow: Sendable {
        let id: ID<Credential>
        let practitioner: ID<Practitioner>
        let role: String
        let authority: String
        var profile: String?
        /// Stands in the certificate.
        var facility: ID<Facility>?
        /// Its serial number is 7E57 and this row number.
        let serial: UInt16

        var keyLabel: String { "credential.\(id)" }
    }

    /// MEDIS certificates name the facility and the Japanese name, those of 日本医師会 and 日本薬剤師会 neither.
    static let credentialRows = [
        CredentialRow(
            id: "second-doctor",
            practitioner: "doctor",
            role: "doctor",
            authority: "medis-signature",
            facility: "clinic",
            serial: 1
        ),
        CredentialRow(
            id: "second-dentist",
            practitioner: "dentist",
            role: "dentist",
            authority: "medis-signature",
            facility: "hospital",
            serial: 2
        ),
        CredentialRow(
            id: "second-pharmacist",
            practitioner: "pharmacist",
            role: "pharmacist",
            authority: "jpa-signature",
            serial: 3
        ),
        CredentialRow(
            id: "second-pharmacist-hospital",
            practitioner: "pharmacist-hospital",
            role: "pharmacist",
            authority: "medis-signature",
            facility: "hospital",
            serial: 4
        ),
        CredentialRow(
            id: "second-pharmacist-fido",
            practitioner: "pharmacist-fido",
            role: "pharmacist",
            authority: "jpa-signature",
            serial: 5
        ),
        CredentialRow(
            id: "second-doctor-two-facilities",
            practitioner: "doctor-two-facilities",
            role: "doctor",
            authority: "jma-signature",
            serial: 6
        ),
        CredentialRow(
            id: "second-both-as-doctor",
            practitioner: "doctor-and-pharmacist",
            role: "doctor",
            authority: "medis-signature",
            facility: "hospital",
            serial: 7
        ),
        CredentialRow(
            id: "second-both-as-pharmacist",
            practitioner: "doctor-and-pharmacist",
            role: "pharmacist",
            authority: "medis-signature",
            facility: "hospital",
            serial: 8
        ),
        CredentialRow(
            id: "second-doctor-without-role",
            practitioner: "doctor-without-role",
            role: "doctor",
            authority: "medis-signature",
            profile: "hpki-signature-without-role",
            facility: "hospital",
            serial: 9
        ),
    ]

    struct ClientCertificateRow: Sendable {
        let id: ID<ClientCertificate>
        let facility: ID<Facility>
        let serial: UInt16

        var keyLabel: String { "client-certificate.\(id)" }
    }

    static let clientCertificateRows = [
        ClientCertificateRow(id: "client-clinic", facility: "clinic", serial: 0x0101)
    ]

    struct CardRow: Sendable {
        let id: ID<Card>
        let kind: Card.Kind
        let issuer: Card.Issuer
        let holder: ID<Practitioner>
        let role: String?
        let secrets: [Card.Secret: String]
        var reader: Int?
        var profile: String?
        /// Whether its signature certificate is revoked.
        var isWithdrawn = false
    }

    /// What its holder has been told; nil for a card that is not of the default world.
    package static func secret(_ secret: Card.Secret, of card: ID<Card>) -> String? {
        cardRows.first { $0.id == card }?.secrets[secret]
    }

    /// The keys and certificates of cards are made when a card is first read.
    static let cardRows = [
        CardRow(
            id: "hpki-doctor",
            kind: .hpki,
            issuer: .medis,
            holder: "doctor",
            role: "doctor",
            secrets: [.pin: "2468"],
            reader: 0
        ),
        CardRow(
            id: "my-number-doctor",
            kind: .myNumber,
            issuer: .jpki,
            holder: "doctor",
            role: nil,
            secrets: [
                .authenticationPIN: "1357", .signaturePassword: "KENSHO99", .textPIN: "9753",
                // Its check digit is wrong, so that it can be nobody's.
                .verificationNumberA: "000000000001",
                // 昭和46年5月14日, 2031, 1234.
                .verificationNumberB: "46051420311234",
            ],
            reader: 1
        ),
        CardRow(
            id: "hpki-doctor-two-facilities",
            kind: .hpki,
            issuer: .jma,
            holder: "doctor-two-facilities",
            role: "doctor",
            secrets: [.pin: "8642"]
        ),
        CardRow(
            id: "hpki-pharmacist",
            kind: .hpki,
            issuer: .jpa,
            holder: "pharmacist",
            role: "pharmacist",
            secrets: [.pin: "7531"]
        ),
        // What becomes of cards in the course of time: the same doctor's renewed card and that of another issuer, ...
        CardRow(
            id: "hpki-doctor-renewed",
            kind: .hpki,
            issuer: .medis,
            holder: "doctor",
            role: "doctor",
            secrets: [.pin: "3579"]
        ),
        CardRow(
            id: "hpki-doctor-jma",
            kind: .hpki,
            issuer: .jma,
            holder: "doctor",
            role: "doctor",
            secrets: [.pin: "4680"]
        ),
        // ... cards that go on answering although their signature certificate has expired or is revoked, ...
        CardRow(
            id: "hpki-doctor-expired",
            kind: .hpki,
            issuer: .medis,
            holder: "doctor",
            role: "doctor",
            secrets: [.pin: "5791"],
            profile: "hpki-signature-expired"
        ),
        CardRow(
            id: "hpki-doctor-revoked",
            kind: .hpki,
            issuer: .medis,
            holder: "doctor",
            role: "doctor",
            secrets: [.pin: "6802"],
            isWithdrawn: true
        ),
        // ... the two cards of a person with two roles, and a card that names no role.
        CardRow(
            id: "hpki-both-as-doctor",
            kind: .hpki,
            issuer: .medis,
            holder: "doctor-and-pharmacist",
            role: "doctor",
            secrets: [.pin: "7913"]
        ),
        CardRow(
            id: "hpki-both-as-pharmacist",
            kind: .hpki,
            issuer: .jpa,
            holder: "doctor-and-pharmacist",
            role: "pharmacist",
            secrets: [.pin: "8024"]
        ),
        CardRow(
            id: "hpki-without-role",
            kind: .hpki,
            issuer: .medis,
            holder: "doctor-without-role",
            role: "doctor",
            secrets: [.pin: "9135"],
            profile: "hpki-signature-without-role"
        ),
    ]

    /// How long before the start the default world's certificates were issued.
    static let daysSinceIssue = 90
}
