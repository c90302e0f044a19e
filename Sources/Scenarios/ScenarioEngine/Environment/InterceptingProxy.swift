import Foundation
import NIOCore
import NIOOpenSSL
import NIOPosix
import OpenSSL

/// A firewall that breaks TLS open: it shows a certificate of its own CA for the host's name, and asks for none.
struct InterceptingProxy: Sendable {
    let port: Int
    private let channel: any Channel

    static func start() async throws -> InterceptingProxy {
        let context = try TLSContext(server: configuration())
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers([
                        TLSHandler(session: try context.makeSession()), Deaf(),
                    ])
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return InterceptingProxy(port: channel.localAddress?.port ?? 0, channel: channel)
    }

    func stop() async { try? await channel.close().get() }

    /// Valid as long as any clock may ask: what is wrong with it is its issuer alone.
    private static func configuration() throws -> TLSServerConfiguration {
        let key = try PrivateKey.generate(.ec(.p256))
        let issuer = DistinguishedName([
            .country("JP"), .organization("TEST - NOT FOR PRODUCTION"), .commonName("Simulated Intercepting Proxy"),
        ])
        let template = CertificateTemplate(
            serialNumber: [1],
            issuer: issuer,
            subject: DistinguishedName([.country("JP"), .commonName("localhost")]),
            notBefore: Date(timeIntervalSince1970: 1_577_836_800),
            notAfter: Date(timeIntervalSince1970: 2_524_608_000),
            publicKey: key.publicKey,
            extensions: [
                .extendedKeyUsage([ExtendedKeyUsage.serverAuth]),
                .subjectAltName([.dns("localhost"), .ip([127, 0, 0, 1])]),
            ]
        )
        let issuerKey = try PrivateKey.generate(.ec(.p256))
        return TLSServerConfiguration(chain: [try template.signed(by: issuerKey)], key: key)
    }
}

/// Reads and says nothing: no client that checks certificates comes this far.
private final class Deaf: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) { context.close(promise: nil) }
    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
