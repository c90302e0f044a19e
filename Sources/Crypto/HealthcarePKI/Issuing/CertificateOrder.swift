package import Foundation
package import OpenSSL

/// What a certificate is to say beyond its profile.
package struct CertificateOrder: Sendable {
    /// The label of the authority that issues.
    package var authority: String
    /// The label of the profile; nil for the one that the authority issues by itself.
    package var profile: String?
    package var publicKey: PublicKey
    /// Only for self-signed profiles: the private half of ``publicKey``.
    package var selfSigningKey: PrivateKey?
    /// Big-endian magnitude; see ``SerialNumber``.
    package var serialNumber: [UInt8]
    /// The simulation's instant of issue.
    package var instant: Date
    /// The machine's own time, for profiles that must hold for foreign clients too; nil when it is ``instant``.
    package var realInstant: Date?
    /// What the profile's `{fields}` are: `name`, `organisation`, `institution-code`, …
    package var fields: [String: String] = [:]
    /// The roles in hcRole. A director role sets the field `director` and asks for `organisation`.
    package var roles: [HealthcareRole] = []
    /// Hosts beyond those of the setting, where the profile names hosts.
    package var hostNames: [String] = []
    /// The beginning of its validity in place of the profile's.
    package var notBefore: Date?
    /// The end of its validity in place of the profile's.
    package var notAfter: Date?
    /// The holder's, where the period of validity depends on it (JPKI).
    package var birthDate: JapanDay?

    package init(
        authority: String,
        profile: String? = nil,
        publicKey: PublicKey,
        serialNumber: [UInt8],
        at instant: Date
    ) {
        self.authority = authority
        self.profile = profile
        self.publicKey = publicKey
        self.serialNumber = serialNumber
        self.instant = instant
    }
}
