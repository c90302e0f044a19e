/// What a reference says, and what was found instead.
package struct ReferenceDetail: Hashable, Sendable {
    package let id: String?
    /// As it is written; nil when the reference has none.
    package let uri: String?
    /// URIs of the transforms; empty when there is none, which means inclusive canonicalisation.
    package let transforms: [String]
    /// URI.
    package let digestAlgorithm: String
    /// The DigestValue; nil when it is not base64.
    package let expected: [UInt8]?
    /// nil when it could not be computed.
    package let computed: [UInt8]?
    package let findings: [Finding]

    package var verdict: Verdict { Verdict(ofAll: findings.map(\.verdict)) }
}
