package import Foundation
package import HealthcarePKI
package import OpenSSL
package import Simulation

/// A second certificate, made and ready to be registered.
package struct PreparedCredential: Sendable {
    package let certificate: Certificate
    package let record: CertificateRecord
    package let keyLabel: String
    /// What belongs into the store together with the issue.
    package let blobs: [Blob]
}

/// What a certificate of a practitioner is to be like: a second certificate, or one on an HPKI card.
package struct PractitionerCertificateOrder: Sendable {
    package var practitioner: Practitioner
    /// The label of the role that hcRole states; one of the practitioner's licences.
    package var role: String
    /// Named in the certificate where the issuer does so; nil for none.
    package var facility: Facility?
    package var key: PrivateKey
    package var keyLabel: String
    package var serialNumber = SerialNumber.random()
    package var instant: Date
    package var authority: String
    /// Nil for the authority's own; the faulty ones begin with `hpki-signature-`.
    package var profile: String?
    /// The end of its validity in place of the profile's.
    package var notAfter: Date?

    package init(
        practitioner: Practitioner,
        role: String,
        authority: String,
        key: PrivateKey,
        keyLabel: String,
        at instant: Date
    ) {
        self.practitioner = practitioner
        self.role = role
        self.authority = authority
        self.key = key
        self.keyLabel = keyLabel
        self.instant = instant
    }
}

extension TestPKI {
    /// Issues an HPKI certificate of a practitioner.
    package func prepare(_ order: PractitionerCertificateOrder) throws -> PreparedCredential {
        guard let licence = order.practitioner.licences.first(where: { $0.role == order.role }) else {
            throw CredentialError.noLicence(role: order.role)
        }
        var certificateOrder = CertificateOrder(
            authority: order.authority,
            profile: order.profile,
            publicKey: order.key.publicKey,
            serialNumber: order.serialNumber,
            at: order.instant
        )
        certificateOrder.notAfter = order.notAfter
        certificateOrder.roles = [try hierarchy.role(order.role)]
        certificateOrder.fields = [
            "name": order.practitioner.name.romanised, "japanese-name": order.practitioner.name.japanese,
            // The real ones are the issuer's; ours cannot be taken for one.
            "subject-serial": "SIM\(licence.number)",
        ]
        certificateOrder.fields["organisation"] = order.facility?.romanisedName
        certificateOrder.fields["japanese-organisation"] = order.facility?.name
        let certificate = try issue(certificateOrder)
        return PreparedCredential(
            certificate: certificate,
            record: CertificateRecord(certificate, authority: order.authority),
            keyLabel: order.keyLabel,
            blobs: [Vault.blob(certificate), try Vault.blob(order.keyLabel, order.key)]
        )
    }
}
