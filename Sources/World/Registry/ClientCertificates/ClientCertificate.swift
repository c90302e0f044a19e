package import Foundation
package import HealthcarePKI
package import Simulation

/// A facility's client certificate (クライアント証明書) and what became of it.
package struct ClientCertificate: Codable, Sendable, Hashable {
    /// What it is good for at an instant.
    package enum Status: String, Codable, Sendable, CaseIterable {
        case notYetValid = "not-yet-valid"
        case valid
        case suspended
        case revoked
        case expired
    }

    package let id: ID<ClientCertificate>
    package let facility: ID<Facility>
    /// The code it was issued for; the facility may have another one by now.
    package let institutionCode: InstitutionCode
    package let certificate: CertificateRecord
    package fileprivate(set) var issuedAt: Date?
    package fileprivate(set) var deliveredAt: Date?
    /// A revocation that is to come by itself (desk rule CC-7).
    package fileprivate(set) var plannedRevocation: Revocation?
    package fileprivate(set) var suspendedAt: Date?
    package fileprivate(set) var revocation: Revocation?

    package init(
        id: ID<ClientCertificate>,
        facility: ID<Facility>,
        institutionCode: InstitutionCode,
        certificate: CertificateRecord
    ) {
        self.id = id
        self.facility = facility
        self.institutionCode = institutionCode
        self.certificate = certificate
    }

    init(
        id: ID<ClientCertificate>,
        facility: ID<Facility>,
        institutionCode: InstitutionCode,
        certificate: CertificateRecord,
        issuedAt: Date?,
        deliveredAt: Date?,
        plannedRevocation: Revocation?,
        suspendedAt: Date?,
        revocation: Revocation?
    ) {
        self.init(id: id, facility: facility, institutionCode: institutionCode, certificate: certificate)
        self.issuedAt = issuedAt
        self.deliveredAt = deliveredAt
        self.plannedRevocation = plannedRevocation
        self.suspendedAt = suspendedAt
        self.revocation = revocation
    }

    /// Revocation wins over suspension, and both over the dates, as they do for a client whose handshake is judged.
    package func status(at instant: Date) -> Status {
        if revocation != nil { return .revoked }
        if suspendedAt != nil { return .suspended }
        if instant < certificate.notBefore { return .notYetValid }
        return instant < certificate.expiry ? .valid : .expired
    }

    /// The .p12 file as it was delivered.
    package var pkcs12Blob: BlobID { BlobID(rawValue: "client-certificate.\(id).p12") }
    /// Its password (that of the パスワード通知書), UTF-8.
    package var passwordBlob: BlobID { BlobID(rawValue: "client-certificate.\(id).password") }

    /// Under this name it is downloaded (desk rule CC-1).
    package static let fileName = "client.hpki-cardless-signature.p12"
}

extension ClientCertificate {
    mutating func apply(_ change: ClientCertificateDomain.Event, at instant: Date) {
        switch change {
        case .issued: issuedAt = instant
        case .delivered: deliveredAt = instant
        case .revocationPlanned(_, let plan): plannedRevocation = plan
        case .suspended: suspendedAt = instant
        case .resumed: suspendedAt = nil
        case .expiring, .expired: break
        case .revoked(_, let revocation):
            self.revocation = revocation
            plannedRevocation = nil
            suspendedAt = nil
        }
    }
}
