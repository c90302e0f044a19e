import OpenSSL
import Simulation
import Testing
import VendorDouble
import WebFront

@testable import IdentityProvider

/// The rows oauth2/token, oauth2/revoke and oauth2/authorize of the CSC API's error table.
@Suite("Error table of oauth2", .timeLimit(.minutes(5)))
struct CSCTableTests {
    private typealias Row = (changes: [String: String?], status: Int, error: String, description: String)

    private static func expect(_ answer: ClientAnswer, _ row: Row) throws {
        #expect(answer.status == row.status)
        #expect(try answer.json == ["error": .string(row.error), "error_description": .string(row.description)])
    }

    @Test func `oauth2 token`() async throws {
        try await LoginServer.with { server in
            let code = try await server.code()
            let rows: [Row] = [
                (["client_id": nil], 400, "invalid_request", "Missing parameter client_id"),
                (["grant_type": nil], 400, "invalid_request", "Missing parameter grant_type"),
                (["code": nil], 400, "invalid_request", "Missing parameter code"),
                (["grant_type": "refresh_token"], 400, "invalid_request", "Missing parameter refresh_token"),
                (["grant_type": "password"], 400, "invalid_request", "Invalid parameter grant_type"),
                (["client_id": "stranger"], 400, "invalid_request", "Invalid parameter client_id"),
                (
                    ["client_id": "server", "client_secret": "x"], 400, "invalid_request",
                    "Invalid parameter client_secret"
                ),
                (["client_id": "server"], 401, "invalid_request", "Client authorization required"),
                (["code": "x"], 400, "invalid_grant", "Invalid parameter code"),
                (["code": FreshSecret().value], 400, "invalid_grant", "Authorization code is invalid or expired"),
                (
                    ["grant_type": "refresh_token", "refresh_token": "x"], 400, "invalid_grant",
                    "Invalid parameter refresh_token"
                ),
                (["authorization_details": "{"], 400, "invalid_request", "Invalid parameter authorization_details"),
                (["grant_type": "client_credentials"], 401, "invalid_request", "Client authorization required"),
                (["redirect_uri": "http://127.0.0.1/x"], 400, "invalid_grant", "redirect_uri parameter does not match"),
            ]
            for row in rows {
                try Self.expect(try await server.token(code, row.changes, path: "/oauth2/token"), row)
            }
            let tokens = try await server.tokens()
            try await server.run("session.end", ["practitioner": "doctor"])
            let ended: Row = ([:], 400, "invalid_grant", "Refresh token expired")
            let refresh = [
                ("grant_type", "refresh_token"), ("client_id", "vendor"),
                ("refresh_token", tokens["refresh_token"]?.string ?? ""),
            ]
            try Self.expect(try await server.connection.send(.form("/oauth2/token", refresh)), ended)
        }
    }

    @Test func `oauth2 revoke`() async throws {
        try await LoginServer.with { server in
            let tokens = try await server.tokens()
            let access = tokens["access_token"]?.string ?? ""
            let rows: [Row] = [
                (["client_id": "vendor"], 400, "invalid_request", "Missing parameter token"),
                (
                    ["client_id": "vendor", "token": access, "token_type_hint": "odd"], 400, "invalid_request",
                    "Invalid parameter token_type_hint"
                ),
                (["client_id": "vendor", "token": "x"], 400, "invalid_request", "Invalid string parameter token"),
                (["client_id": "stranger", "token": access], 400, "invalid_request", "Invalid parameter client_id"),
                (
                    ["client_id": "server", "client_secret": "x", "token": access], 400, "invalid_request",
                    "Invalid parameter client_secret"
                ),
                (["token": access], 400, "invalid_request", "Missing parameter client_id"),
                (["client_id": "server", "token": access], 401, "invalid_request", "Client authorization required"),
            ]
            for row in rows {
                let values = row.changes.compactMap { name, value in value.map { (name, $0) } }
                try Self.expect(try await server.connection.send(.form("/oauth2/revoke", values)), row)
            }
            let garbled = try await server.connection.send(
                .form("/oauth2/revoke", [("token", access)], fields: [("Authorization", "Basic ???")])
            )
            try Self.expect(garbled, ([:], 401, "invalid_client", "Invalid authorization header"))
            let refresh = tokens["refresh_token"]?.string ?? ""
            let gone = try await server.connection.send(
                .form("/oauth2/revoke", [("client_id", "vendor"), ("token", refresh)])
            )
            #expect(gone.status == 204)
            #expect(gone.body.isEmpty)
            #expect(await server.provider.verify(bearer: access, presentedCertificate: nil) == .failure(.revoked))
        }
    }

    @Test func `oauth2 authorize`() async throws {
        try await LoginServer.with { server in
            let rows: [([String: String?], String, String)] = [
                (["response_type": nil], "invalid_request", "Missing parameter response_type"),
                (
                    ["response_type": "token"], "unsupported_response_type",
                    OAuthError.unsupportedResponseType.description
                ),
                (["scope": "everything"], "invalid_scope", OAuthError.invalidScope.description),
                (["scope": "service credential"], "invalid_scope", OAuthError.invalidScope.description),
                (["scope": "credential"], "invalid_request", "Missing parameter credentialID"),
                (
                    ["scope": "service", "authorization_details": "[]"], "invalid_request",
                    "Invalid parameter authorization_details"
                ),
                (
                    ["scope": "service", "clientData": String(repeating: "x", count: 1025)], "invalid_request",
                    "Invalid parameter clientData"
                ),
                (["scope": "service", "account_token": "x"], "invalid_request", "Invalid parameter account_token"),
            ]
            for (changes, error, description) in rows {
                let answer = try await server.authorize(changes, path: "/oauth2/authorize")
                #expect(answer.status == 302)
                let parameters = LoginServer.parameters(of: answer["Location"])
                #expect(parameters["error"] == error)
                #expect(parameters["error_description"] == description)
                #expect(parameters["state"] == "xyz")
            }
            let outcomes = [
                ("deny", OAuthError.accessDenied), ("server-error", .serverError),
                ("maintenance", .temporarilyUnavailable),
            ]
            for (outcome, error) in outcomes {
                let offer = try await server.authorize(["scope": "service"], path: "/oauth2/authorize").json
                let choice = #"{"practitioner":"doctor","method":"fido","outcome":"\#(outcome)"}"#
                let redirect = try await server.submit(offer, choice).json["redirect"]?.string
                let parameters = LoginServer.parameters(of: redirect)
                #expect(parameters["error"] == error.code)
                #expect(parameters["error_description"] == error.description)
            }
            let long = try await server.authorize(
                ["scope": "service", "state": String(repeating: "s", count: 256)],
                path: "/oauth2/authorize"
            )
            #expect(long.status == 400)
            #expect(try long.json["error_description"] == "Invalid parameter state")
        }
    }

    /// A sample of the CSC API v1.
    @Test func `refreshToken is taken for refresh_token by CSC only`() async throws {
        try await LoginServer.with { server in
            let token = try await server.tokens()["refresh_token"]?.string ?? ""
            let values = [("grant_type", "refresh_token"), ("client_id", "vendor"), ("refreshToken", token)]
            #expect(try await server.connection.send(.form(LoginServer.path + "/token", values)).status == 400)
            #expect(try await server.connection.send(.form("/oauth2/token", values)).status == 200)
        }
    }
}
