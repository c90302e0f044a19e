import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOOpenSSL
import OpenSSL
import Simulation
import Synchronization
import TestSupport
import VendorDouble
import WebFront

@testable import IdentityProvider

/// An identity provider behind a real socket, with the steps of a vendor application.
struct LoginServer: Sendable {
    static let redirectURI = "http://127.0.0.1:3000/callback"
    static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    static let start = Date(timeIntervalSince1970: 1_900_000_000)
    static let path = "/auth/realms/mediauth/protocol/openid-connect"
    static let signingKey = Result { try PrivateKey.generate(.rsa(bits: 2048)) }
    /// Of the client that signs assertions.
    static let assertionKey = Result { try PrivateKey.generate(.ec(.p256)) }
    static let practitioners = [
        LoginPractitioner(
            id: "doctor",
            name: "髙橋 <太郎>",
            roles: ["医師"],
            methods: [.hpkiCard, .fido],
            credentials: [
                LoginCredential(id: "GX0112348", isEnabled: true, multisign: 100)
            ]
        ),
        LoginPractitioner(id: "pharmacist", name: "𠮷田 花子", roles: ["薬剤師"], methods: [.hpkiCard, .fido, .myNumber]),
    ]
    static let clients =
        [
            RegisteredClient(id: "vendor", name: "電子カルテ", redirectURIs: [redirectURI]),
            RegisteredClient(
                id: "server",
                name: "レセコン",
                redirectURIs: [redirectURI],
                secret: SecretDigest(of: "s3cret")
            ),
            RegisteredClient(
                id: "signer",
                name: "署名する者",
                redirectURIs: [redirectURI],
                keys: (try? [assertionKey.get().publicKey.jwk]) ?? []
            ),
        ] + RegisteredClient.observed(name: "電子カルテ", redirectURIs: [redirectURI])

    let simulation: Simulation
    let provider: IdentityProvider
    let connection: ClientConnection
    let portal: String

    /// Runs a body against a server of its own; its simulation clock stands still at ``start``.
    static func with(_ body: @escaping @Sendable (LoginServer) async throws -> Void) async throws {
        let simulation = try await Simulation.open(
            SimulationConfiguration(
                storage: .ephemeral,
                domains: [LoginDomain.self, LintDomain.self],
                clock: .frozen(at: start)
            )
        )
        let address = Mutex("")
        let provider = try IdentityProvider(
            simulation: simulation,
            clients: clients,
            signingKey: try signingKey.get(),
            instanceName: "hpki-sim-test",
            lints: Lints(simulation),
            addresses: {
                IdentityProvider.Addresses(portal: address.withLock(\.self), mutualTLS: "https://localhost:8443")
            },
            practitioners: { practitioners }
        )
        let listener = Listener(
            name: "portal",
            addresses: [BindAddressChoice("127.0.0.1")],
            port: 0,
            responder: responder { provider.addPortalRoutes(to: $0) },
            server: .http1(),
            logger: quiet
        )
        let port = try await listener.start()
        address.withLock { $0 = "http://127.0.0.1:\(port)" }
        let server = LoginServer(
            simulation: simulation,
            provider: provider,
            connection: try await ClientConnection.open(host: "127.0.0.1", port: port),
            portal: "http://127.0.0.1:\(port)"
        )
        do {
            try await body(server)
        } catch {
            await listener.stop()
            throw error
        }
        try await server.connection.close()
        await listener.stop()
        try await simulation.shutdown()
    }

    /// Runs a body against the same provider behind mutual TLS.
    ///
    /// - Parameter body: gets a way to connect with a client certificate.
    func withMutualTLS(
        _ body: @Sendable (@Sendable (TLSClientConfiguration) async throws -> ClientConnection) async throws -> Void
    ) async throws {
        let pki = try TLSTestPKI.shared
        let context = try TLSContext(server: pki.server(pki.policy()))
        let listener = Listener(
            name: "signing",
            addresses: [BindAddressChoice("127.0.0.1")],
            port: 0,
            responder: Self.responder { provider.addMutualTLSRoutes(to: $0) },
            server: HTTPServerBuilder { responder in
                MutualTLSChannel(HTTP1Channel(responder: responder), context: context, date: { Date() })
            },
            logger: Self.quiet
        )
        let port = try await listener.start()
        do {
            try await body { configuration in
                let context = try TLSContext(client: configuration)
                return try await ClientConnection.open(host: "127.0.0.1", port: port) { channel in
                    try channel.pipeline.syncOperations.addHandler(TLSHandler(session: context.makeSession()))
                }
            }
        } catch {
            await listener.stop()
            throw error
        }
        await listener.stop()
    }

    private static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private static func responder(
        _ addRoutes: (Router<FrontRequestContext>) -> Void
    ) -> some HTTPResponder<FrontRequestContext> {
        let router = Router(context: FrontRequestContext.self)
        addRoutes(router)
        return router.buildResponder()
    }

    // MARK: - Steps

    static func authorizationQuery(_ changes: [String: String?] = [:]) -> String {
        let good = [
            "response_type": "code", "client_id": "vendor", "redirect_uri": redirectURI,
            "scope": "openid profile service", "state": "xyz", "nonce": "n-0S6",
            "code_challenge": ProofKey.challenge(of: verifier), "code_challenge_method": "S256",
        ]
        return good.merging(changes.compactMapValues(\.self)) { $1 }.filter { changes[$0.key] != .some(nil) }
            .map { "\(ClientRequest.percentEncoded($0))=\(ClientRequest.percentEncoded($1))" }.sorted()
            .joined(separator: "&")
    }

    func authorize(
        _ changes: [String: String?] = [:],
        accept: String = "application/json",
        cookie: String? = nil,
        path: String = LoginServer.path + "/auth"
    ) async throws -> ClientAnswer {
        var fields: [ClientRequest.Field] = [("Accept", accept)]
        if let cookie { fields.append(("Cookie", cookie)) }
        return try await connection.send(.get(path + "?" + Self.authorizationQuery(changes), fields: fields))
    }

    /// Submits a JSON choice at an offer.
    func submit(_ offer: JSONValue, _ choice: String, fields: [ClientRequest.Field] = []) async throws -> ClientAnswer {
        try await connection.send(.json(target(offer["submit"]?.string), choice, fields: fields))
    }

    func poll(_ pending: String) async throws -> JSONValue {
        try await connection.send(.get(target(pending), fields: [("Accept", "application/json")])).json
    }

    /// A login without a browser up to its code.
    func code(_ changes: [String: String?] = [:]) async throws -> String {
        let offer = try await authorize(changes).json
        let method = offer["methods"]?[0]?["id"]?.string ?? ""
        let answer = try await submit(offer, #"{"practitioner":"doctor","method":"\#(method)"}"#)
        return Self.parameters(of: try answer.json["redirect"]?.string)["code"] ?? ""
    }

    func token(
        _ code: String,
        _ changes: [String: String?] = [:],
        fields: [ClientRequest.Field] = [],
        path: String = LoginServer.path + "/token",
        over connection: ClientConnection? = nil
    ) async throws -> ClientAnswer {
        let good = [
            "grant_type": "authorization_code", "client_id": "vendor", "code": code, "redirect_uri": Self.redirectURI,
            "code_verifier": Self.verifier,
        ]
        let values = good.merging(changes.compactMapValues(\.self)) { $1 }.filter { changes[$0.key] != .some(nil) }
        let request = ClientRequest.form(path, values.sorted { $0.key < $1.key }, fields: fields)
        return try await (connection ?? self.connection).send(request)
    }

    /// A login up to its tokens.
    func tokens(_ changes: [String: String?] = [:]) async throws -> JSONValue {
        try await token(try await code(changes), ["client_id": changes["client_id"] ?? "vendor"]).json
    }

    func refresh(_ token: String?, over connection: ClientConnection? = nil) async throws -> ClientAnswer {
        let values = [("grant_type", "refresh_token"), ("client_id", "vendor"), ("refresh_token", token ?? "")]
        return try await (connection ?? self.connection).send(.form(Self.path + "/token", values))
    }

    /// The keys that ID tokens are verified with.
    func keys() async throws -> [JSONWebKey] {
        let published = try await connection.send(.get(Self.path + "/certs")).json["keys"] ?? []
        return try published.decode([JSONWebKey].self)
    }

    @discardableResult
    func run(_ command: String, _ arguments: [String: JSONValue]) async throws -> JSONValue {
        try await CommandCatalogue(provider.commands).run(command, arguments)
    }

    // MARK: - Reading

    /// Path and query of one of our own URLs.
    func target(_ url: String?) -> String { (url ?? "").replacing(portal, with: "") }

    static func parameters(of url: String?) -> [String: String] {
        let items = url.flatMap { URLComponents(string: $0) }?.queryItems ?? []
        return Dictionary(items.map { ($0.name, $0.value ?? "") }) { $1 }
    }

    /// Types of the journal's events so far, without the simulation's own.
    func eventTypes() async throws -> [String] {
        try await simulation.journal.events().map(\.type).filter { LoginEvent.types.contains($0) }
    }
}

extension ClientAnswer {
    var json: JSONValue { get throws { try JSONValue.parse(body) } }

    func cookie(_ name: String) -> String? {
        fields.filter { $0.name.lowercased() == "set-cookie" }.map(\.value).first { $0.hasPrefix(name + "=") }
            .flatMap { $0.split(separator: ";").first.map(String.init) }
    }
}
