import OpenSSL
import Simulation
import Testing
import VendorDouble
import WebFront

@testable import IdentityProvider

/// Scope `credential` over the wire, with requests shaped like those of the EUDI clients (csc-api.md, sections 10.2 and 10.3).
@Suite("Credential tokens", .timeLimit(.minutes(5)))
struct CredentialFlowTests {
    private static let oid = "2.16.840.1.101.3.4.2.1"
    private static let hash = "sTOgwOm+474gFj0q0x1iSNspKqbcse4IeiqlDg/HWuI="
    private static let urlSafe = "sTOgwOm-474gFj0q0x1iSNspKqbcse4IeiqlDg_HWuI"
    private static let plain: [String: String?] = [
        "scope": "credential", "nonce": nil, "credentialID": "GX0112348", "numSignatures": "1", "hashes": urlSafe,
        "hashAlgorithmOID": oid,
    ]

    private static func approve(_ offer: JSONValue, at server: LoginServer) async throws -> String {
        let answer = try await server.submit(offer, #"{"practitioner":"doctor","method":"hpki-card"}"#)
        return LoginServer.parameters(of: try answer.json["redirect"]?.string)["code"] ?? ""
    }

    private static func granted(_ answer: JSONValue, at server: LoginServer) async throws -> AccessGrant {
        let token = answer["access_token"]?.string ?? ""
        return try await server.provider.verify(bearer: token, presentedCertificate: nil).get()
    }

    @Test func `plain parameters give a token in place of a SAD`() async throws {
        try await LoginServer.with { server in
            let offer = try await server.authorize(Self.plain, path: "/oauth2/authorize").json
            #expect(
                offer["release"] == [
                    "credentialID": "GX0112348", "signatureQualifier": .null, "numSignatures": 1, "description": .null,
                    "documents": [.null],
                ]
            )
            let code = try await Self.approve(offer, at: server)
            let answer = try await server.token(code, path: "/oauth2/token")
            let json = try answer.json
            #expect(answer.status == 200)
            #expect(
                Set((json.object ?? [:]).keys) == ["access_token", "token_type", "expires_in", "scope", "credentialID"]
            )
            #expect(json["token_type"] == "Bearer")
            #expect(json["expires_in"] == 300)
            let grant = try await Self.granted(json, at: server)
            #expect(grant.practitionerID == "doctor")
            #expect(
                grant.credential
                    == CredentialGrant(
                        credentialID: "GX0112348",
                        numSignatures: 1,
                        hashes: [Self.hash],
                        hashAlgorithmOID: Self.oid
                    )
            )
        }
    }

    /// Swift: `scope=credential` with `authorization_details` alone, base64url without padding, `state` at the token endpoint,
    /// a double slash before `oauth2`.
    @Test func `the EUDI Swift client's requests are served`() async throws {
        try await LoginServer.with { server in
            let details =
                #"[{"documentDigests":[{"hash":"\#(Self.urlSafe)","label":"A sample pdf"}],"credentialID":"GX0112348","#
                + #""hashAlgorithmOID":"\#(Self.oid)","locations":[],"type":"credential"}]"#
            let query: [String: String?] = ["scope": "credential", "nonce": nil, "authorization_details": details]
            let offer = try await server.authorize(query, path: "//oauth2/authorize").json
            let code = try await Self.approve(offer, at: server)
            let answer = try await server.token(
                code,
                ["state": "xyz", "authorization_details": details],
                path: "//oauth2/token"
            ).json
            #expect(answer["expires_in"]?.integer == 300)
            #expect(
                answer["authorization_details"] == [
                    [
                        "type": "credential", "credentialID": "GX0112348", "numSignatures": 1,
                        "hashAlgorithmOID": .string(Self.oid), "locations": [],
                        "documentDigests": [["hash": .string(Self.hash), "label": "A sample pdf"]],
                    ]
                ]
            )
            #expect(try await Self.granted(answer, at: server).credential?.hashes == [Self.hash])
        }
    }

    /// Kotlin: pushed first, the later type, `numSignatures` and `hashType` in the details, `prompt=login`.
    @Test func `the EUDI Kotlin client's requests are served`() async throws {
        try await LoginServer.with { server in
            let details =
                #"[{"type":"https://cloudsignatureconsortium.org/2025/credential","credentialID":"GX0112348","#
                + #""numSignatures":1,"documentDigests":[{"hash":"\#(Self.hash)","label":"処方箋","hashType":"SDR"}],"#
                + #""hashAlgorithmOID":"\#(Self.oid)"}]"#
            let pushed = try await server.connection.send(
                .form(
                    "/oauth2/pushed_authorize",
                    [
                        ("response_type", "code"), ("client_id", "vendor"), ("redirect_uri", LoginServer.redirectURI),
                        ("scope", "credential"), ("code_challenge", ProofKey.challenge(of: LoginServer.verifier)),
                        ("code_challenge_method", "S256"), ("state", "xyz"), ("prompt", "login"),
                        ("authorization_details", details),
                    ]
                )
            )
            #expect(pushed.status == 201)
            #expect(pushed["Cache-Control"] == "no-cache, no-store")
            #expect(try pushed.json["expires_in"] == 90)
            let uri = try #require(try pushed.json["request_uri"]?.string)
            let target = "/oauth2/authorize?client_id=vendor&request_uri=" + ClientRequest.percentEncoded(uri)
            let accept: [ClientRequest.Field] = [("Accept", "application/json")]
            let offer = try await server.connection.send(.get(target, fields: accept)).json
            let again = try await server.connection.send(.get(target, fields: accept))
            #expect(again.status == 400)
            #expect(
                try again.json == ["error": "invalid_request", "error_description": "Invalid parameter request_uri"]
            )
            let code = try await Self.approve(offer, at: server)
            let answer = try await server.token(code, ["authorization_details": details], path: "/oauth2/token").json
            let repeated = answer["authorization_details"]?[0]
            #expect(repeated?["type"] == "https://cloudsignatureconsortium.org/2025/credential")
            #expect(repeated?["numSignatures"] == 1)
            #expect(repeated?["documentDigests"]?[0]?["hashType"] == "SDR")
        }
    }

    @Test func `a pushed request says its errors directly, and OpenID Connect has its own code for a bad URI`()
        async throws
    {
        try await LoginServer.with { server in
            let path = LoginServer.path + "/ext/par/request"
            let good = [
                ("response_type", "code"), ("client_id", "vendor"), ("redirect_uri", LoginServer.redirectURI),
                ("code_challenge", ProofKey.challenge(of: LoginServer.verifier)), ("code_challenge_method", "S256"),
            ]
            #expect(try await server.connection.send(.form(path, good)).status == 201)
            let rows: [([(String, String)], Int, String, String)] = [
                (good + [("scope", "nothing")], 400, "invalid_scope", OAuthError.invalidScope.description),
                (good + [("request_uri", "urn:x")], 400, "invalid_request", "Invalid parameter request_uri"),
                (good + [("client_secret", "x")], 401, "invalid_client", "Invalid parameter client_secret"),
                (
                    [("client_id", "vendor"), ("redirect_uri", "http://evil.test/")], 400, "invalid_request",
                    "Invalid parameter redirect_uri"
                ),
                ([("client_id", "server")], 401, "invalid_client", "Client authorization required"),
            ]
            for (values, status, error, description) in rows {
                let answer = try await server.connection.send(.form(path, values))
                #expect(answer.status == status)
                let body = try answer.json
                #expect(body == ["error": .string(error), "error_description": .string(description)])
            }
            for uri in ["urn:x", PushedRequest.prefix + FreshSecret().value] {
                let target =
                    LoginServer.path + "/auth?client_id=vendor&request_uri=" + ClientRequest.percentEncoded(uri)
                let answer = try await server.connection.send(.get(target, fields: [("Accept", "application/json")]))
                #expect(try answer.json["error"] == "invalid_request_uri")
            }
            #expect(try await server.simulation.journal.events(types: ["login.requested"]).isEmpty)
        }
    }

    @Test func `what the person does not own goes back as an error`() async throws {
        try await LoginServer.with { server in
            let offer = try await server.authorize(Self.plain, path: "/oauth2/authorize").json
            let answer = try await server.submit(offer, #"{"practitioner":"pharmacist","method":"hpki-card"}"#)
            let parameters = LoginServer.parameters(of: try answer.json["redirect"]?.string)
            #expect(parameters["error"] == "invalid_request")
            #expect(parameters["error_description"] == "Invalid parameter credentialID")
            #expect(parameters["state"] == "xyz")
        }
    }

    /// RFC 7636 section 4.6 with the method that the CSC API has by default.
    @Test func `CSC takes a plain challenge, OpenID Connect does not`() async throws {
        try await LoginServer.with { server in
            let changes: [String: String?] = [
                "scope": "service", "code_challenge": LoginServer.verifier, "code_challenge_method": nil,
            ]
            let offer = try await server.authorize(changes, path: "/oauth2/authorize").json
            let code = try await Self.approve(offer, at: server)
            #expect(try await server.token(code, path: "/oauth2/token").status == 200)
            let refused = try await server.authorize(changes)
            #expect(LoginServer.parameters(of: refused["Location"])["error"] == "invalid_request")
        }
    }

    @Test func `state and nonce are not readable in the journal`() async throws {
        try await LoginServer.with { server in
            _ = try await server.authorize()
            let event = try #require(try await server.simulation.journal.events(types: ["login.requested"]).first)
            let shown = server.simulation.journal.redacted(event).payload["request"]
            #expect(shown?["state"] == "[redacted]")
            #expect(shown?["nonce"] == "[redacted]")
        }
    }
}
