import NIOCore
import NIOOpenSSL
import NIOPosix
import OpenSSL
import TestSupport
import Testing

/// Whole connections over real sockets.
struct TLSHandlerTests {
    static let versions: [TLSVersion] = [.tls12, .tls13]
    private let pki: TLSTestPKI

    init() throws {
        pki = try TLSTestPKI.shared
    }

    @Test(arguments: versions)
    func `bytes come back, and the client's orderly end is seen`(version: TLSVersion) async throws {
        try await TLSTestServer.withRunning(pki.server(pki.policy())) { server in
            let client = try await TLSTestClient.open(pki.client(versions: version...version), port: server.port)
            try await client.send("hello")
            #expect(try await client.received(containing: "hello") == Array("hello".utf8))
            try await client.close()
            try await server.events.untilInactive()
            let outcome = try #require(server.events.outcomes.first)
            #expect(outcome.version == version)
            #expect(outcome.verdict == .trusted)
            #expect(
                server.events.all
                    == [.outcome(outcome), .handshakeCompleted, .inputClosed, .shutdownCompleted, .inactive]
            )
        }
    }

    @Test(arguments: ClientCertificateCase.allCases.filter(\.isRefused), versions)
    func `the alert arrives although a request is under way`(
        subject: ClientCertificateCase,
        version: TLSVersion
    ) async throws {
        try await TLSTestServer.withRunning(pki.server(pki.policy(subject))) { server in
            let client = try await TLSTestClient.open(
                pki.client(subject, versions: version...version),
                port: server.port
            )
            // Under TLS 1.3 this leaves before the server has judged, and lies unread when it says no. Whether the write
            // itself fails depends on who is first.
            try? await client.send([UInt8](repeating: 0x41, count: 60_000))
            let error = await #expect(throws: TLSError.self) { _ = try await client.receivedToEnd() }
            #expect(error?.alertReceived?.rawValue == subject.alert(.alertOpenSSL, version))
            #expect(error?.code == (version == .tls13 ? .connectionFailed : .handshakeFailed))
            try await client.close()
            try await server.events.untilInactive()
            let outcome = try #require(server.events.outcomes.first)
            let failure = try #require(outcome.failure)
            #expect(outcome.alertSent?.rawValue == subject.alert(.alertOpenSSL, version))
            #expect(failure.verification?.code == subject.verificationCode)
            #expect(server.events.all == [.outcome(outcome), .failed(failure), .inactive])
        }
    }

    @Test func `much comes back unchanged`() async throws {
        let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try await TLSTestServer.withRunning(pki.server(nil)) { server in
            let client = try await TLSTestClient.open(pki.client(), port: server.port)
            try await client.send(bytes)
            try await client.endOutput()
            #expect(try await client.receivedToEnd() == bytes)
        }
    }

    @Test func `a slow reader gets all of a long answer although the server has closed`() async throws {
        let timeouts = TLSTimeouts(handshake: .minutes(1), closing: .milliseconds(50))
        try await TLSTestServer.withRunning(pki.server(nil), timeouts: timeouts) { server in
            let client = try await TLSTestClient.open(pki.client(), port: server.port)
            try await client.send("much")
            let channel = client.channel
            try await channel.setOption(.autoRead, value: false).get()
            let reading = channel.eventLoop.scheduleRepeatedTask(initialDelay: .zero, delay: .milliseconds(2)) { _ in
                channel.read()
            }
            let answer = try await client.receivedToEnd()
            reading.cancel()
            #expect(answer.count == TLSTestServer.longAnswerByteCount)
            try await client.close()
            try await server.events.untilInactive()
            #expect(server.events.errors == [])
        }
    }

    @Test func `the client's half close is passed on, and the answer still arrives`() async throws {
        try await TLSTestServer.withRunning(pki.server(nil)) { server in
            let client = try await TLSTestClient.open(pki.client(), port: server.port)
            try await client.send("ping")
            try await client.endOutput()
            #expect(try await client.receivedToEnd() == Array("ping".utf8))
            try await server.events.untilInactive()
            #expect(server.events.all.suffix(3) == [.inputClosed, .shutdownCompleted, .inactive])
            #expect(server.events.errors == [])
        }
    }

    @Test(arguments: ["quit", "half"])
    func `the server's end is orderly`(command: String) async throws {
        try await TLSTestServer.withRunning(pki.server(nil)) { server in
            let client = try await TLSTestClient.open(pki.client(), port: server.port)
            try await client.send(command)
            #expect(try await client.receivedToEnd() == Array((command == "half" ? "last" : "").utf8))
            try await client.close()
            try await server.events.untilInactive()
            #expect(server.events.errors == [])
            #expect(server.events.all.suffix(2) == [.shutdownCompleted, .inactive])
        }
    }

    @Test func `a client that never ends after the server's end is left`() async throws {
        let timeouts = TLSTimeouts(handshake: .minutes(1), slowPeer: .milliseconds(50))
        try await TLSTestServer.withRunning(pki.server(nil), timeouts: timeouts) { server in
            let client = try await TLSTestClient.open(pki.client(), port: server.port)
            try await client.send("half")
            #expect(try await client.receivedToEnd() == Array("last".utf8))
            try await server.events.untilInactive()
            try await client.close()
        }
    }

    @Test(arguments: [true, false])
    func `a connection that ends without close_notify is truncated`(allowsHalfClosure: Bool) async throws {
        try await TLSTestServer.withRunning(pki.server(nil), allowsHalfClosure: allowsHalfClosure) { server in
            let client = try await TLSTestClient.open(pki.client(), port: server.port)
            try await client.send("hello")
            _ = try await client.received(containing: "hello")
            try await client.cut()
            try await server.events.untilInactive()
            #expect(server.events.errors == [TLSError(.truncated)])
        }
    }

    @Test func `an answer to a client that is gone without a word fails nowhere else`() async throws {
        try await TLSTestServer.withRunning(pki.server(nil)) { server in
            let client = try await TLSTestClient.open(pki.client(), port: server.port)
            try await client.send("hello")
            _ = try await client.received(containing: "hello")
            try await client.cut(.output)
            // The server has an answer of its own: its close_notify.
            #expect(try await client.receivedToEnd() == Array("hello".utf8))
            try await server.events.untilInactive()
            #expect(server.events.errors == [TLSError(.truncated)])
        }
    }

    @Test func `what is written before the handshake is sent after it, and so is the end`() async throws {
        try await TLSTestServer.withRunning(pki.server(nil)) { server in
            let context = try TLSContext(client: pki.client())
            let client = try await RawConnection.open(host: "127.0.0.1", port: server.port) { channel in
                try channel.pipeline.syncOperations.addHandler(TLSHandler(session: context.makeSession()))
                channel.writeAndFlush(ByteBuffer(string: "early"), promise: nil)
            }
            try await client.endOutput()
            #expect(try await client.receivedToEnd() == Array("early".utf8))
        }
    }

    @Test func `what is written before a handshake that fails has failed`() async throws {
        try await TLSTestServer.withRunning(pki.server(pki.policy(.none))) { server in
            let context = try TLSContext(client: pki.client(.none, versions: .tls12 ... .tls12))
            let written = MultiThreadedEventLoopGroup.singleton.any().makePromise(of: Void.self)
            let client = try await RawConnection.open(host: "127.0.0.1", port: server.port) { channel in
                try channel.pipeline.syncOperations.addHandler(TLSHandler(session: context.makeSession()))
                channel.writeAndFlush(ByteBuffer(string: "early"), promise: written)
            }
            let error = await #expect(throws: TLSError.self) { try await written.futureResult.get() }
            #expect(error?.alertReceived == .handshakeFailure)
            try await client.close()
        }
    }

    @Test func `closing at once ends a handshake that nothing waits for`() async throws {
        try await TLSTestServer.withRunning(pki.server(nil)) { server in
            let client = try await TLSTestClient.open(pki.client(), port: server.port)
            try await client.close()
            try await server.events.untilInactive()
        }
    }

    @Test func `the input cannot be closed alone`() async throws {
        try await TLSTestServer.withRunning(pki.server(nil)) { server in
            let client = try await TLSTestClient.open(pki.client(), port: server.port)
            await #expect(throws: ChannelError.operationUnsupported) {
                try await client.channel.close(mode: .input).get()
            }
            try await client.close()
        }
    }

    @Test func `writing after the end of the output fails`() async throws {
        try await TLSTestServer.withRunning(pki.server(nil)) { server in
            let client = try await TLSTestClient.open(pki.client(), port: server.port)
            try await client.send("hello")
            await #expect(throws: ChannelError.outputClosed) {
                try await client.channel.eventLoop.flatSubmit {
                    client.channel.close(mode: .output, promise: nil)
                    return client.channel.writeAndFlush(ByteBuffer(string: "more"))
                }.get()
            }
            try await client.close()
        }
    }

    @Test func `a connection without traffic is ended`() async throws {
        let timeouts = TLSTimeouts(handshake: .minutes(1), closing: .seconds(20), idle: .milliseconds(100))
        try await TLSTestServer.withRunning(pki.server(nil), timeouts: timeouts) { server in
            let client = try await TLSTestClient.open(pki.client(), port: server.port)
            #expect(try await client.receivedToEnd() == [])
            try await client.close()
            try await server.events.untilInactive()
            #expect(server.events.errors == [TLSError(.idle)])
        }
    }
}
