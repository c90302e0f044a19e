import OpenSSL
import Simulation
import Testing
import VendorDouble
import WebFront

@testable import IdentityProvider

@Suite("Token endpoint", .timeLimit(.minutes(5)))
struct TokenEndpointTests {
    private static func expect(
        _ answer: ClientAnswer,
        _ status: Int,
        _ error: String,
        _ description: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        #expect(answer.status == status, sourceLocation: sourceLocation)
        #expect(
            try answer.json == ["error": .string(error), "error_description": .string(description)],
            sourceLocation: sourceLocation
        )
        #expect(answer["Cache-Control"] == "no-store", sourceLocation: sourceLocation)
    }

    /// AUTH-29, AUTH-30, AUTH-31 of the catalogue.
    @Test(
        arguments: [
            (["code_verifier": String(repeating: "a", count: 43)], TokenRefusal.verifierMismatch),
            (["redirect_uri": "http://127.0.0.1:3000/other"], .redirectMismatch),
            (["redirect_uri": nil], .redirectMismatch),
            (["client_id": "FIDO"], .codeOfAnotherClient),
        ] as [([String: String?], TokenRefusal)]
    )
    func `a code with something altered is refused, burned, and one event`(
        changes: [String: String?],
        reason: TokenRefusal
    ) async throws {
        try await LoginServer.with { server in
            let code = try await server.code()
            try Self.expect(try await server.token(code, changes), 400, "invalid_grant", reason.error.description)
            let events = try await server.simulation.journal.events(types: ["token.refused"])
            #expect(events.count == 1)
            #expect(events.first?.payload["reason"]?.string == reason.rawValue)
            #expect(events.first?.cause.description == "request:POST \(LoginServer.path)/token")
            try Self.expect(
                try await server.token(code),
                400,
                "invalid_grant",
                "Authorization code is invalid or expired"
            )
        }
    }

    @Test func `a replayed code takes back its tokens`() async throws {
        try await LoginServer.with { server in
            let code = try await server.code()
            let tokens = try await server.token(code).json
            try Self.expect(
                try await server.token(code),
                400,
                "invalid_grant",
                "Authorization code is invalid or expired"
            )
            let access = try #require(tokens["access_token"]?.string)
            #expect(await server.provider.verify(bearer: access, presentedCertificate: nil) == .failure(.revoked))
            try Self.expect(
                try await server.refresh(tokens["refresh_token"]?.string),
                400,
                "invalid_grant",
                "Refresh token expired"
            )
        }
    }

    @Test func `64 clients race for one code and one wins`() async throws {
        try await LoginServer.with { server in
            let code = try await server.code()
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<64 { group.addTask { try await server.token(code).status } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.filter { $0 == 200 }.count == 1)
            #expect(statuses.filter { $0 == 400 }.count == 63)
            #expect(try await server.simulation.journal.events(types: ["code.redeemed"]).count == 1)
        }
    }

    @Test func `a code expires after a minute of simulation time`() async throws {
        try await LoginServer.with { server in
            let code = try await server.code()
            try await server.simulation.clock.advance(by: .seconds(60))
            try Self.expect(
                try await server.token(code),
                400,
                "invalid_grant",
                "Authorization code is invalid or expired"
            )
            #expect(try await server.eventTypes().suffix(2) == ["code.expired", "token.refused"])
        }
    }

    /// RFC 6749 section 5.2 and the rows of the CSC table.
    @Test func `malformed requests get their row in either dialect`() async throws {
        try await LoginServer.with { server in
            let code = try await server.code()
            let rows: [([String: String?], Int, String, String)] = [
                (["client_id": nil], 400, "invalid_request", "Missing parameter client_id"),
                (["grant_type": nil], 400, "invalid_request", "Missing parameter grant_type"),
                (["code": nil], 400, "invalid_request", "Missing parameter code"),
                (["code_verifier": nil], 400, "invalid_request", "Missing parameter code_verifier"),
                (["code": "x"], 400, "invalid_grant", "Invalid parameter code"),
                (["grant_type": "refresh_token"], 400, "invalid_request", "Missing parameter refresh_token"),
                (["grant_type": "password"], 400, "unsupported_grant_type", "Invalid parameter grant_type"),
                (["client_id": "stranger"], 401, "invalid_client", "Invalid parameter client_id"),
                (["client_id": "server"], 401, "invalid_client", "Client authorization required"),
                (
                    ["client_id": "server", "client_secret": "no"], 401, "invalid_client",
                    "Invalid parameter client_secret"
                ),
            ]
            for (changes, status, error, description) in rows {
                try Self.expect(try await server.token(code, changes), status, error, description)
            }
            let differences: [(client: [String: String?], Int)] = [
                (["client_id": "stranger"], 400), (["grant_type": "password"], 400), (["client_id": "server"], 401),
            ]
            for (changes, status) in differences {
                let answer = try await server.token(code, changes, path: "/oauth2/token")
                #expect(answer.status == status)
                #expect(try answer.json["error"] == "invalid_request")
            }
            // None of it has touched the code.
            #expect(try await server.token(code).status == 200)
        }
    }

    @Test func `a confidential client shows its secret in the header`() async throws {
        try await LoginServer.with { server in
            let code = try await server.code(["client_id": "server"])
            let header = "Basic " + Base64.encode(Array("server:s3cret".utf8))
            let answer = try await server.token(code, ["client_id": nil], fields: [("Authorization", header)])
            #expect(answer.status == 200)
            let garbled = try await server.token(code, fields: [("Authorization", "Basic ???")])
            #expect(garbled.status == 401)
            #expect(garbled["WWW-Authenticate"] == #"Basic realm="mediauth", charset="UTF-8""#)
            #expect(try garbled.json["error_description"] == "Invalid authorization header")
        }
    }

    @Test func `form bodies are read strictly`() async throws {
        try await LoginServer.with { server in
            let code = try await server.code()
            let target = LoginServer.path + "/token"
            let form = ("Content-Type", "application/x-www-form-urlencoded")
            let twice = "grant_type=authorization_code&client_id=vendor&code=\(code)&code=\(code)"
            let duplicated = ClientRequest("POST", target, fields: [form], body: Array(twice.utf8))
            try Self.expect(
                try await server.connection.send(duplicated),
                400,
                "invalid_request",
                OAuthError.invalidRequest.description
            )
            let json = try await server.connection.send(.json(target, "{}"))
            #expect(json.status == 415)
            let long = "a=" + String(repeating: "b", count: FormBody.defaultLimit)
            let tooLong = try await server.connection.send(
                ClientRequest("POST", target, fields: [form], body: Array(long.utf8))
            )
            #expect(tooLong.status == 413)
            #expect(tooLong["Connection"] == "close")
        }
    }

    @Test func `revocation follows RFC 7009`() async throws {
        try await LoginServer.with { server in
            let tokens = try await server.tokens()
            let access = tokens["access_token"]?.string ?? ""
            func revoke(
                _ values: [(String, String)],
                path: String = LoginServer.path + "/revoke"
            ) async throws
                -> ClientAnswer
            {
                try await server.connection.send(.form(path, values))
            }
            let unknown = try await revoke([("client_id", "vendor"), ("token", "unknown")])
            #expect(unknown.status == 200)
            let foreign = try await revoke([("client_id", "FIDO"), ("token", access)])
            try Self.expect(foreign, 400, "unauthorized_client", "The token was issued to another client")
            try Self.expect(
                try await revoke([("client_id", "vendor")]),
                400,
                "invalid_request",
                "Missing parameter token"
            )
            let withOddHint = [("client_id", "vendor"), ("token", access), ("token_type_hint", "odd")]
            let hint = try await revoke(withOddHint)
            #expect(hint.status == 200)
            #expect(await server.provider.verify(bearer: access, presentedCertificate: nil) == .failure(.revoked))
            #expect(try await server.refresh(tokens["refresh_token"]?.string).status == 200)
            let csc = "/oauth2/revoke"
            try Self.expect(
                try await revoke([("client_id", "vendor"), ("token", "unknown")], path: csc),
                400,
                "invalid_request",
                "Invalid string parameter token"
            )
            try Self.expect(
                try await revoke(withOddHint, path: csc),
                400,
                "invalid_request",
                "Invalid parameter token_type_hint"
            )
        }
    }
}
