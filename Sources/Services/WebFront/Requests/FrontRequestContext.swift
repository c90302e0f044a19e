package import Hummingbird
package import NIOCore
import OpenSSL
package import Simulation

/// What every route knows of its request besides the request itself.
package struct FrontRequestContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// Names this request in the answer's header, in the journal and in the request ring.
    package let traceID: TraceID
    /// The connection.
    package let channel: any Channel
    /// Who presented which certificate; nil on the portal.
    package let client: ClientIdentity?

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        traceID = TraceID()
        channel = source.channel
        client = .current
    }

    /// SHA-256 over the DER of the client certificate that the connection was made with (RFC 8705, `x5t#S256`).
    package var clientCertificateFingerprint: [UInt8]? { client?.certificate?.fingerprint() }

    /// The peer's address for journal and ring, e.g. `127.0.0.1:51234`.
    package var remoteAddress: String {
        guard let address = channel.remoteAddress, let host = address.ipAddress, let port = address.port else {
            return "-"
        }
        return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}
