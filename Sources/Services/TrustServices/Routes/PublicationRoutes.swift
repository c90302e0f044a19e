package import Hummingbird
import NIOCore
package import OpenSSL
package import Simulation
package import WebFront

/// What authorities publish on the portal, below `/pki/`: their certificates and revocation lists, as the URIs in
/// certificates say.
package struct PublicationRoutes: Sendable {
    /// The certificate of the authority with this label; nil where there is none.
    package var certificate: @Sendable (_ label: String) async throws -> Certificate?
    /// The current revocation list of the authority with this label, spoiled where that is wanted; nil where there is none.
    package var revocationList: @Sendable (_ label: String, RevocationListFault?) async throws -> RevocationList?
    private let simulation: Simulation

    package init(
        simulation: Simulation,
        certificate: @escaping @Sendable (_ label: String) async throws -> Certificate?,
        revocationList: @escaping @Sendable (_ label: String, RevocationListFault?) async throws -> RevocationList?
    ) {
        self.simulation = simulation
        self.certificate = certificate
        self.revocationList = revocationList
    }

    /// `GET /pki/ca/<label>.cer`, `GET /pki/cps/` and `GET /pki/crl/<label>.crl` (RFC 2585: DER, with its media types).
    package func addRoutes(to router: Router<FrontRequestContext>) {
        let pki = router.group("pki")
        pki.get("ca/{label}.cer") { _, context in
            let label = try context.parameters.require("label")
            guard let certificate = try await certificate(label) else { throw unknown(label) }
            return answer(certificate.derEncoded, "application/pkix-cert")
        }
        // What the certificates' policies point to.
        pki.get("cps") { _, _ in
            answer(
                Array("TEST - NOT FOR PRODUCTION: these certificates promise nothing.\n".utf8),
                "text/plain; charset=utf-8"
            )
        }
        pki.get("crl/{label}.crl") { _, context in
            let label = try context.parameters.require("label")
            let fault = try await RevocationListFault.next(simulation, authority: label, context.traceID)
            guard let list = try await revocationList(label, fault) else { throw unknown(label) }
            return answer(list.derEncoded, "application/pkix-crl")
        }
    }

    private func unknown(_ label: String) -> FrontError {
        FrontError(.notFound, "not_found", "No authority is called '\(label)': see `hpki-sim certs list`")
    }

    private func answer(_ bytes: [UInt8], _ mediaType: String) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: mediaType],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes))
        )
    }
}
