import Foundation
import HealthcarePKI
import OpenSSL
import Simulation

extension DefaultWorld {
    /// The rows of the table that a world lacks.
    struct Rows: Sendable {
        let facilities: [Facility]
        let practitioners: [Practitioner]
        let credentials: [CredentialRow]
        let clientCertificates: [ClientCertificateRow]
        let cards: [CardRow]

        /// The certificates of the rows, made before the transaction.
        struct Prepared: Sendable {
            var credentials: [PreparedCredential] = []
            var clientCertificates: [PreparedClientCertificate] = []
        }

        init(missingIn simulation: Simulation) throws {
            facilities = try DefaultWorld.facilities().filter { row in
                simulation.read(FacilityDomain.self) { $0[row.id] == nil }
            }
            practitioners = try DefaultWorld.practitioners().filter { row in
                simulation.read(PractitionerDomain.self) { $0[row.id] == nil }
            }
            credentials = credentialRows.filter { row in simulation.read(CredentialDomain.self) { $0[row.id] == nil } }
            clientCertificates = clientCertificateRows.filter { row in
                simulation.read(ClientCertificateDomain.self) { $0[row.id] == nil }
            }
            cards = cardRows.filter { row in simulation.read(CardDomain.self) { $0[row.id] == nil } }
        }

        var isEmpty: Bool {
            facilities.isEmpty && practitioners.isEmpty && credentials.isEmpty && clientCertificates.isEmpty
                && cards.isEmpty
        }
    }
}

// MARK: - Making

extension DefaultWorld.Rows {
    /// Makes what the rows need, on all cores: signing takes a millisecond a certificate.
    func prepare(_ pki: TestPKI, alsoKeys others: [KeyRequest], at instant: Date) throws -> Prepared {
        let issued = JapanDay(at: instant).adding(days: -DefaultWorld.daysSinceIssue).start
        let credentialKeys = try credentials.map { try $0.keyRequest(pki.hierarchy) }
        let clientKeys = try clientCertificates.map { try $0.keyRequest(pki.hierarchy) }
        try pki.prepare(alsoKeys: credentialKeys + clientKeys + others)
        return Prepared(
            credentials: try onAllCores(credentials) { try prepare($0, pki, at: issued) },
            clientCertificates: try onAllCores(clientCertificates) { try prepare($0, pki, at: issued) }
        )
    }

    private func prepare(
        _ row: DefaultWorld.CredentialRow,
        _ pki: TestPKI,
        at instant: Date
    ) throws -> PreparedCredential {
        guard let practitioner = try DefaultWorld.practitioners().first(where: { $0.id == row.practitioner }) else {
            throw DefaultWorld.TableError(row: row.id.rawValue)
        }
        var order = PractitionerCertificateOrder(
            practitioner: practitioner,
            role: row.role,
            authority: row.authority,
            key: try pki.keys.key(try row.keyRequest(pki.hierarchy)),
            keyLabel: row.keyLabel,
            at: instant
        )
        order.facility = try DefaultWorld.facilities().first { $0.id == row.facility }
        order.profile = row.profile
        order.serialNumber = SerialNumber.fixed(row.serial)
        return try pki.prepare(order)
    }

    private func prepare(
        _ row: DefaultWorld.ClientCertificateRow,
        _ pki: TestPKI,
        at instant: Date
    ) throws -> PreparedClientCertificate {
        guard let facility = try DefaultWorld.facilities().first(where: { $0.id == row.facility }),
            let code = facility.mainCode
        else { throw DefaultWorld.TableError(row: row.id.rawValue) }
        var order = ClientCertificateOrder(
            id: row.id,
            facility: facility,
            institutionCode: code,
            key: try pki.keys.key(try row.keyRequest(pki.hierarchy)),
            at: instant
        )
        order.serialNumber = SerialNumber.fixed(row.serial)
        return try pki.prepare(order)
    }
}

// MARK: - Registering

extension DefaultWorld.Rows {
    func register(_ prepared: Prepared, in transaction: inout Transaction) throws {
        for facility in facilities { try transaction.perform(.register(facility), in: FacilityDomain.self) }
        for practitioner in practitioners {
            try transaction.perform(.register(practitioner), in: PractitionerDomain.self)
        }
        for item in prepared.clientCertificates {
            try transaction.perform(.issue(item.record), in: ClientCertificateDomain.self)
            try transaction.perform(.deliver(item.record.id), in: ClientCertificateDomain.self)
            for blob in item.blobs { transaction.store(blob) }
        }
        for (row, item) in zip(credentials, prepared.credentials) {
            let credential = Credential(id: row.id, practitioner: row.practitioner, role: row.role)
            try transaction.perform(.register(credential), in: CredentialDomain.self)
            try transaction.perform(
                .issue(row.id, item.record, keyLabel: item.keyLabel),
                in: CredentialDomain.self
            )
            for blob in item.blobs { transaction.store(blob) }
        }
        for row in cards { try register(row, in: &transaction) }
    }

    private func register(_ row: DefaultWorld.CardRow, in transaction: inout Transaction) throws {
        let card = Card(
            id: row.id,
            kind: row.kind,
            issuer: row.issuer,
            holder: row.holder,
            role: row.role,
            profile: row.profile,
            isWithdrawn: row.isWithdrawn
        )
        try transaction.perform(.issue(card), in: CardDomain.self)
        for (secret, value) in row.secrets {
            transaction.store(Blob(id: card.blob(of: secret), Array(value.utf8)))
        }
        if let reader = row.reader, transaction.state(of: CardDomain.self).card(inReader: reader) == nil {
            try transaction.perform(.insert(row.id, reader: reader), in: CardDomain.self)
        }
    }
}
