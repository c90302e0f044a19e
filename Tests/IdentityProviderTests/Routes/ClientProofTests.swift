import Foundation
import OpenSSL
import Simulation
import TestSupport
import Testing
import VendorDouble
import WebFront

@testable import IdentityProvider

@Suite("How clients prove who they are", .timeLimit(.minutes(5)))
struct ClientProofTests {
    private static func assertion(_ server: LoginServer, _ changes: [String: JSONValue] = [:]) throws -> String {
        let now = Int(server.simulation.clock.realNow.timeIntervalSince1970)
        let claims: [String: JSONValue] = [
            "iss": "signer", "sub": "signer", "aud": .string(server.provider.addresses().issuer),
            "exp": .integer(now + 60), "iat": .integer(now), "jti": .string(SecureRandom.token(byteCount: 8)),
        ]
        return try JWS.sign(
            payload: JSONValue.object(claims.merging(changes) { $1 }).utf8(),
            header: JWSHeader(algorithm: .es256, type: "JWT"),
            key: try LoginServer.assertionKey.get()
        )
    }

    private static func ask(_ server: LoginServer, _ assertion: String, path: String) async throws -> ClientAnswer {
        try await server.connection.send(
            .form(
                path,
                [
                    ("grant_type", "client_credentials"), ("client_assertion", assertion),
                    ("client_assertion_type", AssertionJudge.assertionType),
                ]
            )
        )
    }

    @Test func `an assertion is good once, and gives a token without a person`() async throws {
        try await LoginServer.with { server in
            let assertion = try Self.assertion(server)
            let answer = try await Self.ask(server, assertion, path: "/oauth2/token")
            let json = try answer.json
            #expect(Set((json.object ?? [:]).keys) == ["access_token", "token_type", "expires_in", "scope"])
            #expect(json["scope"] == "service")
            let token = json["access_token"]?.string ?? ""
            let grant = try await server.provider.verify(bearer: token, presentedCertificate: nil).get()
            #expect(grant.practitionerID == nil)
            #expect(grant.clientID == "signer")
            let again = try await Self.ask(server, assertion, path: "/oauth2/token")
            #expect(again.status == 400)
            let refusal: JSONValue = [
                "error": "invalid_request", "error_description": "Invalid parameter client_assertion",
            ]
            #expect(try again.json == refusal)
            let openID = try await Self.ask(server, assertion, path: LoginServer.path + "/token")
            #expect(openID.status == 401)
            #expect(try openID.json["error"] == "invalid_client")
        }
    }

    @Test(
        arguments: [
            ["aud": "https://elsewhere.test"], ["iss": "vendor"], ["sub": "vendor"], ["exp": 1],
            ["exp": 99_999_999_999],
            ["jti": .null], ["nbf": 99_999_999_999],
        ] as [[String: JSONValue]]
    )
    func `a claim that is wrong or missing makes it worthless`(changes: [String: JSONValue]) async throws {
        try await LoginServer.with { server in
            let assertion = try Self.assertion(server, changes)
            #expect(try await Self.ask(server, assertion, path: "/oauth2/token").status == 400)
            #expect(try await server.eventTypes().isEmpty)
        }
    }

    @Test func `a secret in header or body gives a client its own token; a public client needs mutual TLS`()
        async throws
    {
        try await LoginServer.with { server in
            let grant = ("grant_type", "client_credentials")
            let header = "Basic " + Base64.encode(Array("server:s3cret".utf8))
            let basic = try await server.connection.send(
                .form("/oauth2/token", [grant], fields: [("Authorization", header)])
            )
            #expect(basic.status == 200)
            let posted = [grant, ("client_id", "server"), ("client_secret", "s3cret")]
            #expect(try await server.connection.send(.form("/oauth2/token", posted)).status == 200)
            let scope = try await server.connection.send(.form("/oauth2/token", posted + [("scope", "credential")]))
            #expect(try scope.json["error"] == "invalid_scope")
            try await server.withMutualTLS { connect in
                let connection = try await connect(try TLSTestPKI.shared.client())
                let answer = try await connection.send(.form("/oauth2/token", [grant, ("client_id", "vendor")]))
                #expect(answer.status == 200)
                let token = try answer.json["access_token"]?.string ?? ""
                #expect(
                    await server.provider.verify(bearer: token, presentedCertificate: nil)
                        == .failure(.boundToAnotherCertificate)
                )
                try await connection.close()
            }
        }
    }

    // MARK: - account_token

    private static func accountToken(_ server: LoginServer, _ changes: [String: JSONValue] = [:]) -> String {
        let now = Int(server.simulation.clock.realNow.timeIntervalSince1970)
        let claims: [String: JSONValue] = [
            "sub": "pharmacist", "iat": .integer(now), "azp": "server",
            "jti": .string(SecureRandom.token(byteCount: 8)),
        ]
        let header = Base64URL.encode(Array(#"{"typ":"JWT","alg":"HS256"}"#.utf8))
        let input = header + "." + Base64URL.encode(JSONValue.object(claims.merging(changes) { $1 }).utf8())
        let key = DigestAlgorithm.sha256.hash(Array("s3cret".utf8))
        return input + "." + Base64URL.encode(DigestAlgorithm.sha256.hmac(Array(input.utf8), key: key))
    }

    @Test func `an account token admits its account, once`() async throws {
        try await LoginServer.with { server in
            let token = Self.accountToken(server)
            let changes: [String: String?] = ["client_id": "server", "scope": "service", "account_token": token]
            let offer = try await server.authorize(changes, path: "/oauth2/authorize").json
            let preselected = offer["practitioners"]?.array?.first { $0["preselected"] == true }
            #expect(preselected?["id"] == "pharmacist")
            let refused = try await server.submit(offer, #"{"practitioner":"doctor","method":"fido"}"#).json
            #expect(LoginServer.parameters(of: refused["redirect"]?.string)["error"] == "access_denied")
            let again = try await server.authorize(changes, path: "/oauth2/authorize")
            let parameters = LoginServer.parameters(of: again["Location"])
            #expect(parameters["error_description"] == "Invalid parameter account_token")
            let now = Int(server.simulation.clock.realNow.timeIntervalSince1970)
            let ages: [[String: JSONValue]] = [["iat": .integer(now - 301)], ["iat": .integer(now + 310)]]
            for bad in [["azp": "vendor"], ["iat": 1], ["jti": .null]] + ages {
                let token = Self.accountToken(server, bad)
                let answer = try await server.authorize(
                    changes.merging(["account_token": token]) { $1 },
                    path: "/oauth2/authorize"
                )
                #expect(
                    LoginServer.parameters(of: answer["Location"])["error_description"]
                        == "Invalid parameter account_token"
                )
            }
        }
    }

    // MARK: - client.register

    @Test func `a registered client is served, and its secret stays unreadable`() async throws {
        try await LoginServer.with { server in
            try await server.run(
                "client.register",
                ["id": "late", "name": "後から", "redirect-uris": ["app:/cb"], "secret": "geheim"]
            )
            let offer = try await server.authorize(["client_id": "late", "redirect_uri": "app:/cb"]).json
            let choice = #"{"practitioner":"doctor","method":"fido"}"#
            let redirect = try await server.submit(offer, choice).json["redirect"]?.string
            let code = LoginServer.parameters(of: redirect)["code"] ?? ""
            let changes: [String: String?] = [
                "client_id": "late", "redirect_uri": "app:/cb", "client_secret": "geheim",
            ]
            #expect(try await server.token(code, changes).status == 200)
            let event = try #require(try await server.simulation.journal.events(types: ["client.registered"]).first)
            let shown = server.simulation.journal.redacted(event).payload
            #expect(shown["client"]?["secret"] == "[redacted]")
            await #expect(throws: CommandError.self) {
                try await server.run("client.register", ["id": "x y", "name": "n", "redirect-uris": ["app:/cb"]])
            }
            await #expect(throws: CommandError.self) {
                try await server.run("client.register", ["id": "x", "name": "n", "redirect-uris": ["/relative"]])
            }
        }
    }
}
