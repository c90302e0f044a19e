import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import OpenSSL
import Simulation
import Synchronization
import TestSupport
import VendorDouble

/// An authorization server and a signing service in one, over plain HTTP, that behave until they are told not to.
final class FakeService: Sendable {
    private struct State {
        var scripts: [String: [FakeAnswer]] = [:]
        var requests: [FakeRequest] = []
        var tokens = 0
        var expired: Set<String> = []
        var redirects: [String: @Sendable (String) -> String] = [:]
    }

    static let discovery = "/.well-known/openid-configuration"
    static let authorization = "/authorize"
    static let submit = "/submit"
    static let pending = "/pending"
    static let token = "/token"

    static func csc(_ method: String) -> String { "/csc/v2/\(method)" }

    let port: Int
    let signer: FakeSigner
    private let channel: any Channel
    private let state: Mutex<State>

    private init(_ channel: any Channel, _ signer: FakeSigner, _ port: Int, _ state: consuming Mutex<State>) {
        self.channel = channel
        self.signer = signer
        self.port = port
        self.state = state
    }

    /// Runs `body` with a session that waits for nothing.
    static func with(
        change: (inout VendorSettings) -> Void = { _ in },
        body: (FakeService, RemoteSigningClient) async throws -> Void
    ) async throws {
        let holder = Holder()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(ByteToMessageHandler(HTTPRequestDecoder()))
                    let connection = FakeConnection { holder.service?.answer($0) ?? .silence }
                    try channel.pipeline.syncOperations.addHandler(connection)
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let service = FakeService(channel, try FakeSigner.shared.get(), channel.localAddress?.port ?? 0, Mutex(State()))
        holder.set(service)
        var settings = VendorSettings(
            signingURL: service.url,
            issuer: service.url,
            trustAnchors: [],
            facility: nil,
            clientID: "vendor-app",
            redirectURI: "http://127.0.0.1:3000/callback",
            practitioner: "doctor",
            instant: { Date() }
        )
        settings.patience = Patience(pace: 0)
        change(&settings)
        let session = VendorSession(settings)
        do {
            try await body(service, RemoteSigningClient(session))
        } catch {
            await session.close()
            try await channel.close().get()
            throw error
        }
        await session.close()
        try await channel.close().get()
    }

    var url: String { "http://127.0.0.1:\(port)" }

    /// The next answers at a path, before it behaves again.
    func script(_ path: String, _ answers: FakeAnswer...) {
        state.withLock { $0.scripts[path, default: []] += answers }
    }

    /// Forgets the answers that were not fetched.
    func behave() { state.withLock { $0.scripts = [:] } }

    /// From now on the login leads, at this path, where `location` says; it is given the request's `state`.
    func redirect(at path: String = submit, to location: @escaping @Sendable (String) -> String) {
        state.withLock { $0.redirects[path] = location }
    }

    /// From now on this access token is over.
    func expire(_ token: String) {
        state.withLock { _ = $0.expired.insert("Bearer \(token)") }
    }

    func requests(at path: String) -> [FakeRequest] {
        state.withLock { $0.requests.filter { $0.path == path } }
    }

    private func answer(_ request: FakeRequest) -> FakeAnswer {
        let scripted = state.withLock { state -> FakeAnswer? in
            state.requests.append(request)
            if let token = request.authorization, state.expired.contains(token) { return .error(401, "expired_token") }
            guard let next = state.scripts[request.path]?.first else { return nil }
            state.scripts[request.path]?.removeFirst()
            return next
        }
        return scripted ?? usual(request)
    }

    private func usual(_ request: FakeRequest) -> FakeAnswer {
        switch request.path {
        case Self.discovery:
            return .json([
                "issuer": .string(url), "authorization_endpoint": .string(url + Self.authorization),
                "token_endpoint": .string(url + Self.token),
            ])
        case Self.authorization:
            return .json(["submit": .string(url + Self.submit)])
        case Self.submit, Self.pending:
            let asked = requests(at: Self.authorization).last?.parameter("state") ?? ""
            let location = state.withLock { $0.redirects[request.path] }
            return .json([
                "redirect": .string(location?(asked) ?? "http://127.0.0.1:3000/callback?code=c&state=\(asked)")
            ])
        case Self.token:
            let number = state.withLock { state in
                state.tokens += 1
                return state.tokens
            }
            return .json([
                "access_token": .string("access-\(number)"), "token_type": "Bearer", "expires_in": 3600,
                "refresh_token": .string("refresh-\(number)"),
            ])
        default: return signer.answer(request)
        }
    }

    /// The handlers of connections are made before the service is.
    private final class Holder: Sendable {
        private let held = Mutex<FakeService?>(nil)

        var service: FakeService? { held.withLock(\.self) }

        func set(_ service: FakeService) { held.withLock { $0 = service } }
    }
}
