import Foundation
import OpenSSL
import Simulation
import Testing
import VendorDouble
import WebFront

@testable import IdentityProvider

@Suite("A vendor application logs in", .timeLimit(.minutes(5)))
struct VendorFlowTests {
    @Test func `from the authorization URL to a token that opens the service`() async throws {
        try await LoginServer.with { server in
            let offer = try await server.authorize(["login_hint": "pharmacist"]).json
            #expect(offer["session"]?.string?.count == 43)
            #expect(
                offer["practitioners"] == [
                    [
                        "id": "doctor", "name": "髙橋 <太郎>", "roles": ["医師"], "methods": ["hpki-card", "fido"],
                        "preselected": false,
                    ],
                    [
                        "id": "pharmacist", "name": "𠮷田 花子", "roles": ["薬剤師"],
                        "methods": ["hpki-card", "fido", "my-number"], "preselected": true,
                    ],
                ]
            )
            #expect(offer["methods"]?.array?.map { $0["id"]?.string } == ["hpki-card", "fido", "my-number"])
            #expect(
                offer["outcomes"]?.array?.compactMap { $0["id"]?.string } == [
                    "approve", "deny", "no-answer", "method-not-registered", "not-verified", "blocked",
                    "session-expired", "maintenance", "server-error",
                ]
            )
            let answer = try await server.submit(offer, #"{"practitioner":"pharmacist","method":"my-number"}"#)
            #expect(answer.status == 200)
            #expect(answer["Content-Type"] == "application/json;charset=UTF-8")
            let redirect = try #require(try answer.json["redirect"]?.string)
            #expect(redirect.hasPrefix(LoginServer.redirectURI + "?code="))
            let parameters = LoginServer.parameters(of: redirect)
            #expect(parameters["state"] == "xyz")
            #expect(parameters["iss"] == server.provider.addresses().issuer)
            let tokens = try await server.token(try #require(parameters["code"]))
            #expect(tokens.status == 200)
            #expect(tokens["Cache-Control"] == "no-store")
            let json = try tokens.json
            #expect(json["token_type"] == "Bearer")
            #expect(json["expires_in"] == 3600)
            #expect(json["scope"] == "openid profile service")
            let access = try #require(json["access_token"]?.string)
            let grant = try await server.provider.verify(bearer: access, presentedCertificate: nil).get()
            #expect(
                grant
                    == AccessGrant(
                        practitionerID: "pharmacist",
                        clientID: "vendor",
                        scopes: ["openid", "profile", "service"],
                        sessionID: grant.sessionID,
                        tokenDigest: SecretDigest(of: access).rawValue,
                        isBound: false,
                        expiresAt: LoginServer.start + 3600
                    )
            )
            #expect(
                try await server.eventTypes() == [
                    "login.requested", "login.approved", "code.issued", "code.redeemed", "token.issued", "token.issued",
                ]
            )
        }
    }

    @Test func `the ID token verifies with the published keys and carries real time`() async throws {
        try await LoginServer.with { server in
            let before = Int(Date().timeIntervalSince1970)
            let tokens = try await server.tokens()
            let after = Int(Date().timeIntervalSince1970)
            let keys = try await server.keys()
            #expect(keys.count == 1)
            #expect(keys.first?.alg == "RS256")
            #expect(keys.first?.use == "sig")
            let verified = try JWS.verify(try #require(tokens["id_token"]?.string), keys: keys)
            #expect(verified.header.alg == "RS256")
            #expect(verified.header.typ == "JWT")
            let claims = try JSONValue.parse(verified.payload)
            let access = try #require(tokens["access_token"]?.string)
            let issuedAt = try #require(claims["iat"]?.integer)
            // The simulation stands in 2030; a foreign client checks these by its own clock.
            #expect((before...after).contains(issuedAt))
            #expect((before...after).contains(try #require(claims["auth_time"]?.integer)))
            #expect(claims["exp"]?.integer == issuedAt + 3600)
            #expect(claims["iss"]?.string == "\(server.portal)/auth/realms/mediauth")
            #expect(claims["sub"] == "doctor")
            #expect(claims["aud"] == "vendor")
            #expect(claims["nonce"] == "n-0S6")
            #expect(claims["name"] == "髙橋 <太郎>")
            #expect(claims["amr"] == ["sc", "pin"])
            let half = DigestAlgorithm.sha256.hash(Array(access.utf8)).prefix(16)
            #expect(claims["at_hash"]?.string == Base64URL.encode(half))
        }
    }

    @Test func `no ID token without openid, no name without profile`() async throws {
        try await LoginServer.with { server in
            let service = try await server.tokens(["scope": "service"])
            #expect(service["id_token"] == nil)
            #expect(service["scope"] == "service")
            let openID = try await server.tokens(["scope": "openid"])
            #expect(openID["scope"] == "openid")
            let payload = try #require(openID["id_token"]?.string).split(separator: ".")[1]
            #expect(try JSONValue.parse(try #require(Base64URL.decode(payload)))["name"] == nil)
        }
    }

    @Test(arguments: [("FIDO", "fido"), ("HPKI", "hpki-card")])
    func `an observed client id selects its method and signs with openid alone`(
        clientID: String,
        method: String
    ) async throws {
        try await LoginServer.with { server in
            let changes = ["client_id": clientID, "scope": "openid", "prompt": "login"]
            let offer = try await server.authorize(changes).json
            #expect(offer["methods"]?.array?.compactMap { $0["id"]?.string } == [method])
            let other = try await server.submit(offer, #"{"practitioner":"pharmacist","method":"my-number"}"#)
            #expect(other.status == 400)
            #expect(try other.json["error_description"] == "The client id stands for another method")
            let tokens = try await server.tokens(changes)
            #expect(tokens["scope"] == "openid service")
        }
    }

    @Test func `a refresh keeps the person logged in until the 18 hours are over`() async throws {
        try await LoginServer.with { server in
            let first = try await server.tokens()
            try await server.simulation.clock.advance(by: .seconds(3600))
            let expired = try #require(first["access_token"]?.string)
            #expect(
                await server.provider.verify(bearer: expired, presentedCertificate: nil) == .failure(.expired)
            )
            let answer = try await server.refresh(first["refresh_token"]?.string)
            #expect(answer.status == 200)
            let second = try answer.json
            let idToken = try JWS.verify(
                try #require(second["id_token"]?.string),
                keys: try await server.keys()
            )
            let claims = try JSONValue.parse(idToken.payload)
            #expect(claims["sub"] == "doctor")
            #expect(claims["nonce"] == nil)
            #expect(second["refresh_token"] != first["refresh_token"])
            let access = try #require(second["access_token"]?.string)
            #expect(try await server.provider.verify(bearer: access, presentedCertificate: nil).get().isBound == false)
            try await server.simulation.clock.advance(by: .seconds(17 * 3600))
            #expect(
                await server.provider.verify(bearer: access, presentedCertificate: nil) == .failure(.sessionEnded)
            )
            let over = try await server.refresh(second["refresh_token"]?.string)
            #expect(over.status == 400)
            #expect(try over.json == ["error": "invalid_grant", "error_description": "Refresh token expired"])
            let ended = try await server.simulation.journal.events(types: ["session.ended"])
            #expect(ended.first?.instant == LoginServer.start + 18 * 3600)
            #expect(ended.first?.payload["reason"] == "expired")
        }
    }

    @Test func `the JSON steps work below oauth2 as well`() async throws {
        try await LoginServer.with { server in
            let offer = try await server.authorize(["scope": nil], path: "//oauth2/authorize").json
            let answer = try await server.submit(offer, #"{"practitioner":"doctor","method":"fido"}"#)
            let redirect = try answer.json["redirect"]
            let code = try #require(LoginServer.parameters(of: redirect?.string)["code"])
            let tokens = try await server.token(code, path: "/oauth2/token").json
            #expect(tokens["scope"] == "service")
            let revocation = ClientRequest.form(
                "/oauth2/revoke",
                [("client_id", "vendor"), ("token", tokens["access_token"]?.string ?? "")]
            )
            let revoked = try await server.connection.send(revocation)
            #expect(revoked.status == 204)
            #expect(revoked.body.isEmpty)
        }
    }

    @Test func `userinfo names the person`() async throws {
        try await LoginServer.with { server in
            let tokens = try await server.tokens()
            let request = ClientRequest.get(LoginServer.path + "/userinfo")
            let answer = try await server.connection.send(request.bearer(tokens["access_token"]?.string ?? ""))
            #expect(answer.status == 200)
            #expect(
                try answer.json == ["sub": "doctor", "name": "髙橋 <太郎>", "preferred_username": "doctor"]
            )
            let nobody = try await server.connection.send(request.bearer("garbage"))
            #expect(nobody.status == 401)
            #expect(nobody["WWW-Authenticate"] == #"Bearer realm="mediauth", error="invalid_token""#)
            let bare = try await server.connection.send(request)
            #expect(bare.status == 401)
            #expect(bare["WWW-Authenticate"] == #"Bearer realm="mediauth""#)
            let service = try await server.tokens(["scope": "service"])
            let narrow = try await server.connection.send(request.bearer(service["access_token"]?.string ?? ""))
            #expect(narrow.status == 403)
            #expect(
                narrow["WWW-Authenticate"] == #"Bearer realm="mediauth", error="insufficient_scope", scope="openid""#
            )
        }
    }

    @Test func `no secret reaches the journal`() async throws {
        try await LoginServer.with { server in
            let offer = try await server.authorize().json
            let answer = try await server.submit(offer, #"{"practitioner":"doctor","method":"fido"}"#)
            let redirect = try answer.json["redirect"]
            let code = try #require(LoginServer.parameters(of: redirect?.string)["code"])
            let tokens = try await server.token(code).json
            let journal = try await server.simulation.journal.events().map(\.json.description).joined()
            for secret in [offer["session"], tokens["access_token"], tokens["refresh_token"], .string(code)] {
                #expect(!journal.contains(try #require(secret?.string)))
            }
            #expect(!journal.contains(LoginServer.verifier))
        }
    }

    @Test func `a restart forgets nobody`() async throws {
        try await LoginServer.with { server in
            let tokens = try await server.tokens()
            _ = try await server.authorize()
            let before = server.simulation.state(of: LoginDomain.self)
            let envelopes = try await server.simulation.journal.events()
            var rebuilt = LoginDomain.initialState
            for envelope in envelopes {
                guard let event = try envelope.event(of: LoginDomain.self) else { continue }
                LoginDomain.apply(event, at: envelope.instant, to: &rebuilt)
            }
            #expect(rebuilt == before)
            let snapshot: LoginState = try JSONValue(encoding: before).decode()
            #expect(snapshot == before)
            #expect(tokens["access_token"] != nil)
        }
    }
}
