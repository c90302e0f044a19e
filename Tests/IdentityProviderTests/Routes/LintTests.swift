import Simulation
import TestSupport
import Testing
import VendorDouble
import WebFront

@testable import IdentityProvider

/// What the authorization server takes though another may not: each habit is one event with a sentence in two languages.
@Suite("Lints of the login", .timeLimit(.minutes(5)))
struct LintTests {
    /// Rule and client of each finding, as the journal has them.
    private static func found(_ server: LoginServer) async throws -> [String] {
        try await server.simulation.journal.events(types: ["lint.found"]).map { event in
            let rule = event.payload["rule"]
            #expect(rule?["japanese"]?.string?.isEmpty == false && rule?["english"]?.string?.isEmpty == false)
            return "\(rule?["id"]?.string ?? "-") \(event.payload["subject"]?.string ?? "-")"
        }
    }

    @Test func `nothing is found at a good login over mutual TLS`() async throws {
        try await LoginServer.with { server in
            let code = try await server.code()
            try await server.withMutualTLS { connect in
                let connection = try await connect(try TLSTestPKI.shared.client(.good))
                #expect(try await server.token(code, over: connection).status == 200)
            }
            #expect(try await Self.found(server).isEmpty)
        }
    }

    @Test func `a token that is bound to nothing`() async throws {
        try await LoginServer.with { server in
            _ = try await server.tokens()
            #expect(try await Self.found(server) == ["oauth.unbound-token vendor"])
            _ = try await server.tokens()
            // Counted, and no second event.
            #expect(try await Self.found(server).count == 1)
            #expect(server.provider.lints?.findings.map(\.count) == [2])
        }
    }

    /// Opens a login, and returns what has been found by then.
    private static func opened(_ changes: [String: String?], at server: LoginServer) async throws -> [String] {
        let query = changes.merging(["nonce": nil]) { $1 }
        let answer = try await server.authorize(query, path: "/oauth2/authorize")
        #expect(answer.status == 200)
        return try await found(server)
    }

    @Test(arguments: ["plain", nil]) func `a plain code challenge`(method: String?) async throws {
        try await LoginServer.with { server in
            let found = try await Self.opened(
                ["scope": "service", "code_challenge": LoginServer.verifier, "code_challenge_method": method],
                at: server
            )
            #expect(found == ["oauth.plain-pkce vendor"])
        }
    }

    static let alphabets = [
        ("sTOgwOm-474gFj0q0x1iSNspKqbcse4IeiqlDg_HWuI", [String]()),
        ("sTOgwOm+474gFj0q0x1iSNspKqbcse4IeiqlDg/HWuI=", ["oauth.hash-alphabet vendor"]),
    ]

    @Test(arguments: alphabets)
    func `hashes of a query in standard base64`(hashes: String, findings: [String]) async throws {
        try await LoginServer.with { server in
            let found = try await Self.opened(
                [
                    "scope": "credential", "credentialID": "GX0112348", "numSignatures": "1", "hashes": hashes,
                    "hashAlgorithmOID": "2.16.840.1.101.3.4.2.1",
                ],
                at: server
            )
            #expect(found == findings)
        }
    }

    @Test func `refreshToken for refresh_token`() async throws {
        try await LoginServer.with { server in
            let token = try await server.tokens()["refresh_token"]?.string ?? ""
            let values = [("grant_type", "refresh_token"), ("client_id", "vendor"), ("refreshToken", token)]
            #expect(try await server.connection.send(.form("/oauth2/token", values)).status == 200)
            #expect(
                try await Self.found(server) == ["oauth.unbound-token vendor", "oauth.refresh-token-name vendor"]
            )
        }
    }
}
