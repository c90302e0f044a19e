import Foundation
import HealthcarePKI
import Hummingbird
import HummingbirdCore
import Logging
import OpenSSL
import TestSupport
import WebFront

/// The mutual-TLS front of the signing service with nothing behind it: every accepted request is answered with the serial
/// number of the client's certificate.
struct FrontServer {
    let port: Int
    /// The root of the server's certificate, PEM.
    let rootFile: String
    private let listener: Listener

    /// Runs `body` while the front listens on a port of the loopback.
    static func with<Value>(
        style: FrontStyle,
        caNames: CANames = .sent,
        versions: ClosedRange<TLSVersion> = .tls12 ... .tls13,
        in directory: TemporaryDirectory,
        body: (FrontServer) async throws -> Value
    ) async throws -> Value {
        let peer = try PeerPKI.shared.get()
        let server = try peer.identity(from: "tls-root")
        let issuing = try peer.pki.authority("client-issuing").certificate
        let root = try peer.pki.authority("client-root").certificate
        let policy = ClientCertificatePolicy(
            trustAnchors: [root],
            intermediates: [issuing],
            instant: { peer.instant },
            style: style,
            caNames: caNames
        )
        let context = try TLSContext(
            server: TLSServerConfiguration(
                chain: [server.certificate],
                key: server.key,
                versions: versions,
                clientCertificates: policy
            )
        )
        let responder = CallbackResponder<FrontRequestContext> { _, _ in
            Response(
                status: .ok,
                body: ResponseBody(
                    byteBuffer: ByteBuffer(string: ClientIdentity.current?.certificate?.serialHex ?? "none")
                )
            )
        }
        let listener = Listener(
            name: "front",
            addresses: [BindAddressChoice("127.0.0.1")],
            port: 0,
            responder: responder,
            server: HTTPServerBuilder {
                MutualTLSChannel(HTTP1Channel(responder: $0), context: context, date: { .now })
            },
            logger: Logger(label: "front", factory: { _ in SwiftLogNoOpLogHandler() })
        )
        let rootFile = try directory.write(server.authorities.map(\.pem).joined(), to: "root.pem")
        let front = FrontServer(port: try await listener.start(), rootFile: rootFile, listener: listener)
        do {
            let value = try await body(front)
            await listener.stop()
            return value
        } catch {
            await listener.stop()
            throw error
        }
    }
}
