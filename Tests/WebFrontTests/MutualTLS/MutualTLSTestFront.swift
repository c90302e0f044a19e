import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOOpenSSL
import OpenSSL
import Synchronization
import TestSupport

@testable import WebFront

/// A whole front on a port of the system's choice, whose only answer names the client.
struct MutualTLSTestFront: Sendable {
    /// 1994-11-06T08:49:37Z, the example of RFC 9110: nothing here reads a clock.
    static let date = Date(timeIntervalSince1970: 784_111_777)
    static let dateField = "Date: Sun, 06 Nov 1994 08:49:37 GMT"

    let port: Int
    let context: TLSContext
    private let handshakes: Handshakes

    /// How the handshakes ended so far.
    var outcomes: [TLSHandshakeOutcome] { handshakes.outcomes.withLock(\.self) }

    /// The peers' addresses, one for each of the outcomes.
    var peers: [String?] { handshakes.peers.withLock(\.self) }

    private final class Handshakes: Sendable {
        let outcomes = Mutex<[TLSHandshakeOutcome]>([])
        let peers = Mutex<[String?]>([])
    }

    static func withRunning<Value: Sendable>(
        _ configuration: TLSServerConfiguration,
        requestTimeout: TimeAmount = .minutes(1),
        _ body: (MutualTLSTestFront) async throws -> Value
    ) async throws -> Value {
        let context = try TLSContext(server: configuration)
        let handshakes = Handshakes()
        let server = HTTPServerBuilder { responder in
            MutualTLSChannel(
                HTTP1Channel(responder: responder),
                context: context,
                timeouts: TLSTimeouts(handshake: .minutes(1), closing: .seconds(10)),
                requestTimeout: requestTimeout,
                date: { date }
            ) { outcome, peer in
                handshakes.outcomes.withLock { $0.append(outcome) }
                handshakes.peers.withLock { $0.append(peer?.ipAddress) }
            }
        }
        let responder = CallbackResponder<FrontRequestContext> { _, context in
            let client = await ClientIdentity.of(context.channel)
            guard client?.handshake == context.client?.handshake else { return Response(status: .conflict) }
            let name = context.client?.certificate?.subject.first(.commonName)
            return Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: "hello \(name ?? "stranger")")))
        }
        let listener = Listener(
            name: "test",
            addresses: [BindAddressChoice("127.0.0.1")],
            port: 0,
            responder: responder,
            server: server,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        let front = MutualTLSTestFront(port: try await listener.start(), context: context, handshakes: handshakes)
        do {
            let value = try await body(front)
            await listener.stop()
            return value
        } catch {
            await listener.stop()
            throw error
        }
    }

    /// A connection of our own client.
    func connect(_ configuration: TLSClientConfiguration) async throws -> RawConnection {
        let context = try TLSContext(client: configuration)
        return try await RawConnection.open(host: "127.0.0.1", port: port) { channel in
            try channel.pipeline.syncOperations.addHandler(TLSHandler(session: context.makeSession()))
        }
    }
}
