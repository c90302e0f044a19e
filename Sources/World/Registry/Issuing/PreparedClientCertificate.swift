package import Foundation
package import HealthcarePKI
package import OpenSSL
package import Simulation

/// A client certificate with its .p12, made and ready to be registered.
package struct PreparedClientCertificate: Sendable {
    package let record: ClientCertificate
    package let certificate: Certificate
    package let pkcs12: [UInt8]
    /// Of the .p12; random.
    package let password: String

    /// What belongs into the store together with the registration.
    package var blobs: [Blob] {
        [
            Vault.blob(certificate), Blob(id: record.pkcs12Blob, pkcs12),
            Blob(id: record.passwordBlob, Array(password.utf8)),
        ]
    }
}

/// What a client certificate is to be like.
package struct ClientCertificateOrder: Sendable {
    package var id: ID<ClientCertificate>
    package var facility: Facility
    package var institutionCode: InstitutionCode
    package var key: PrivateKey
    package var serialNumber = SerialNumber.random()
    package var instant: Date
    package var authority = "client-issuing"
    /// Nil for the authority's own; the faulty ones begin with `client-certificate-`.
    package var profile: String?
    /// The beginning of its validity in place of the profile's.
    package var notBefore: Date?
    package var encryption = PKCS12Encryption.aes256
    package var includesChain = true

    package init(
        id: ID<ClientCertificate>,
        facility: Facility,
        institutionCode: InstitutionCode,
        key: PrivateKey,
        at instant: Date
    ) {
        self.id = id
        self.facility = facility
        self.institutionCode = institutionCode
        self.key = key
        self.instant = instant
    }
}

extension TestPKI {
    /// Issues a facility's client certificate and packs it with its key.
    ///
    /// - Parameter other: a key that is packed in the place of the certificate's own, for the scenario ISS-13.
    package func prepare(
        _ order: ClientCertificateOrder,
        holding other: PrivateKey? = nil
    ) throws -> PreparedClientCertificate {
        var certificateOrder = CertificateOrder(
            authority: order.authority,
            profile: order.profile,
            publicKey: order.key.publicKey,
            serialNumber: order.serialNumber,
            at: order.instant
        )
        certificateOrder.selfSigningKey = order.key
        certificateOrder.notBefore = order.notBefore
        certificateOrder.fields = [
            "organisation": order.facility.romanisedName, "institution-code": order.institutionCode.digits,
            "subject-serial": order.id.rawValue,
        ]
        let certificate = try issue(certificateOrder)
        let password = PKCS12Password.random()
        let file = PKCS12(
            privateKey: other ?? order.key,
            certificate: certificate,
            chain: order.includesChain ? try chain(of: order.authority) : [],
            // [D] The real name in the file is not public; ASCII, because old programs garble anything else.
            friendlyName: "hpki-cardless-signature \(order.institutionCode)"
        )
        return PreparedClientCertificate(
            record: ClientCertificate(
                id: order.id,
                facility: order.facility.id,
                institutionCode: order.institutionCode,
                certificate: CertificateRecord(certificate, authority: order.authority)
            ),
            certificate: certificate,
            pkcs12: try file.encoded(password: password, encryption: order.encryption),
            password: password
        )
    }
}
