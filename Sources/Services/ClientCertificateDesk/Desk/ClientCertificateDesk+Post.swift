import Foundation
import Registry
import Simulation

extension ClientCertificateDesk {
    /// Every mail that arrived, oldest first.
    package var mails: [Mail] {
        let box = Mailbox(downloadURL: downloadURL)
        let facilities = simulation.read(FacilityDomain.self) { $0.facilities }
        let deliveries = simulation.read(DeliveryDomain.self) { Array($0.all) }
        var mails = deliveries.flatMap { delivery in
            box.mails(of: delivery, facilityName: facilities[delivery.facility]?.name ?? "")
        }
        mails += simulation.read(ApplicationDomain.self) { $0.all }.compactMap(box.mail(about:))
        for invoice in simulation.read(FeeDomain.self, { Array($0.all) }) {
            if let facility = facilities[invoice.facility] { mails += box.mails(about: invoice, facility) }
        }
        let warned = simulation.read(ClientCertificateDomain.self) { certificates in
            certificates.expiryWarnings.compactMap { id, warnings in certificates[id].map { ($0, warnings) } }
        }
        for (certificate, warnings) in warned {
            guard let facility = facilities[certificate.facility] else { continue }
            mails += warnings.map { box.mail(about: $0, of: certificate, facility) }
        }
        return mails.sorted { ($0.sentAt, $0.id) < ($1.sentAt, $1.id) }
    }

    /// Every letter that arrived, oldest first; of the deliveries that the journal knows from their beginning.
    package func letters() async throws -> [Letter] {
        let deliveries = simulation.read(DeliveryDomain.self) { state in
            state.all.filter { $0.letterArrivedAt != nil }.sorted { ($0.firstSentAt, $0.id) < ($1.firstSentAt, $1.id) }
        }
        var letters: [Letter] = []
        for delivery in deliveries {
            guard let letter = try await letter(of: delivery) else { continue }
            letters.append(letter)
        }
        return letters
    }

    private func letter(of delivery: Delivery) async throws -> Letter? {
        let certificate = simulation.read(ClientCertificateDomain.self) { $0[delivery.certificate] }
        guard let arrivedAt = delivery.letterArrivedAt, let certificate,
            let facility = simulation.read(FacilityDomain.self, { $0[delivery.facility] }),
            let password = try await simulation.blobs.bytes(certificate.passwordBlob)
        else { return nil }
        return Letter(
            id: delivery.id.rawValue,
            facility: facility.id,
            facilityName: facility.name,
            postalCode: facility.postalCode,
            address: facility.address,
            addressee: delivery.recipient.name,
            postedAt: delivery.firstSentAt,
            arrivedAt: arrivedAt,
            password: String(decoding: password, as: UTF8.self)
        )
    }
}
