package import Foundation
package import OpenSSL

/// One list or response that speaks of a certificate.
package struct RevocationDetail: Hashable, Sendable {
    package enum Kind: String, Sendable {
        case list = "CRL"
        case response = "OCSP"
    }

    package struct Entry: Hashable, Sendable {
        package let date: Date
        /// nil when none is given.
        package let reason: RevocationReason?
    }

    package let kind: Kind
    package let source: MaterialSource
    /// Of a list, its issuer; of a response, the issuer of the certificate.
    package let issuer: DistinguishedName
    package let thisUpdate: Date
    package let nextUpdate: Date?
    /// nil when the certificate is not revoked by it.
    package let entry: Entry?
}
