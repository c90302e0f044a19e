package import Foundation
package import HealthcarePKI
import OpenSSL
package import Simulation

/// The certificates and keys of a card, made and ready to be put on it.
package struct PreparedCard: Sendable {
    package let certificates: [CardDomain.SlotCertificate]
    package let blobs: [Blob]
}

extension TestPKI {
    /// Makes the keys and certificates of a card; its keys are those that the key source has under the card's labels.
    ///
    /// - Parameter facility: named in an HPKI card's certificates where the issuer does so; nil for none.
    package func prepare(
        _ card: Card,
        holder: Practitioner,
        facility: Facility? = nil,
        at instant: Date
    ) throws -> PreparedCard {
        let slots = try Card.Slot.allCases.map { slot in
            (slot: slot, prepared: try prepare(slot, of: card, holder: holder, facility: facility, at: instant))
        }
        return PreparedCard(
            certificates: slots.map { CardDomain.SlotCertificate($0.slot, $0.prepared.record) },
            blobs: slots.flatMap(\.prepared.blobs)
        )
    }

    /// An expired card has two expired certificates; other faults are of the signature certificate alone.
    private func authenticationProfile(_ profile: String?) -> String? {
        let twin = profile?.replacingOccurrences(of: "hpki-signature", with: "hpki-authentication")
        return twin.flatMap { (try? hierarchy.profile($0)) == nil ? nil : $0 }
    }

    private func prepare(
        _ slot: Card.Slot,
        of card: Card,
        holder: Practitioner,
        facility: Facility?,
        at instant: Date
    ) throws -> PreparedCredential {
        let (authority, label) = (card.authority(slot), card.keyLabel(slot))
        guard let request = KeyRequest(label: label, kind: try keyKind(authority: authority)) else {
            throw IssuingError.unsuitableOrder("“\(label)” cannot be the name of a key")
        }
        let key = try keys.key(request)
        if let role = card.role {
            var order = PractitionerCertificateOrder(
                practitioner: holder,
                role: role,
                authority: authority,
                key: key,
                keyLabel: label,
                at: instant
            )
            order.facility = facility
            order.profile = slot == .signature ? card.profile : authenticationProfile(card.profile)
            return try prepare(order)
        }
        let certificate = try issueMyNumberCertificate(
            slot,
            authority: authority,
            key: key,
            holder: holder,
            at: instant
        )
        return PreparedCredential(
            certificate: certificate,
            record: CertificateRecord(certificate, authority: authority),
            keyLabel: label,
            blobs: [Vault.blob(certificate), try Vault.blob(label, key)]
        )
    }

    private func issueMyNumberCertificate(
        _ slot: Card.Slot,
        authority: String,
        key: PrivateKey,
        holder: Practitioner,
        at instant: Date
    ) throws -> Certificate {
        var order = CertificateOrder(
            authority: authority,
            publicKey: key.publicKey,
            serialNumber: SerialNumber.random(),
            at: instant
        )
        order.birthDate = holder.birthDate
        order.fields = MyNumberFields(holder, at: instant).fields(slot)
        return try issue(order)
    }
}
