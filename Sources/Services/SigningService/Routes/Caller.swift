import OpenSSL
import Simulation
import WebFront

/// Who calls: the practitioner or the client alone by bearer token, the facility by client certificate.
struct Caller: Sendable {
    let grant: AccessGrant
    /// SHA-256 of the bearer token, lower-case hex.
    let tokenDigest: String
    /// SHA-256 of the client certificate.
    let certificate: [UInt8]?
    let cause: Cause
    let trace: TraceID
    /// What the head of the request shows that may fail elsewhere.
    var habits: [LintRule] = []

    /// The same in lower-case hex.
    var facilityCertificate: String { Hex.encode(certificate ?? []) }

    var holder: Holder { Holder(practitionerID: grant.practitionerID, facilityCertificate: facilityCertificate) }

    /// What the service asks for at `credentials/authorize`: nothing where a person stands behind the token.
    var factors: [Factor] { grant.practitionerID == nil ? Factor.personal : [] }
}
