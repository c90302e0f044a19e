package import Foundation
package import OpenSSL

/// What a time stamp says, and what was found instead.
package struct TimeStampDetail: Hashable, Sendable {
    package let id: String?
    /// As of when the authority's certificate was judged; nil when the time stamp that says so cannot be read.
    package let base: Date?
    /// nil when the token cannot be read.
    package let time: Date?
    /// URI.
    package let canonicalization: String
    package let digestAlgorithm: OID?
    /// Of the authority's signature over the token; nil when the token cannot be read.
    package let signerDigestAlgorithm: OID?
    package let signatureAlgorithm: OID?
    package let expected: [UInt8]?
    /// nil when it could not be computed.
    package let computed: [UInt8]?
    /// The authority's path, its own certificate first.
    package let certificates: [CertificateDetail]
    package let findings: [Finding]

    package var verdict: Verdict { Verdict(ofAll: findings.map(\.verdict)) }
}
