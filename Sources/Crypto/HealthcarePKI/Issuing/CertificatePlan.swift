import Foundation
import OpenSSL

/// A certificate with everything decided, one step before its extensions are built and it is signed.
struct CertificatePlan {
    let profile: CertificateProfile
    let subject: DistinguishedName
    /// Nil when the certificate is self-signed with ``selfSigningKey``.
    let issuer: CertificateAuthority?
    /// Whose CRL the certificate names.
    let issuerLabel: String
    let publicKey: PublicKey
    let selfSigningKey: PrivateKey?
    let serialNumber: [UInt8]
    let period: (notBefore: Date, notAfter: Date)
    let fields: [String: String]
    let roleNames: [String]
    /// Beyond those of the setting.
    var hostNames: [String] = []
}
