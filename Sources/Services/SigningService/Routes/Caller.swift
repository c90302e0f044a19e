import OpenSSL
import Simulation
import WebFront

/// Who calls: the practitioner by bearer token, the facility by client certificate.
struct Caller: Sendable {
    let grant: AccessGrant
    /// Whose credentials are used.
    let practitionerID: String
    /// SHA-256 of the client certificate, lower-case hex.
    let facilityCertificate: String
    let cause: Cause
    let trace: TraceID
}
