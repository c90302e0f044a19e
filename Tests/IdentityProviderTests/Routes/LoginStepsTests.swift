import Simulation
import Testing
import VendorDouble
import WebFront

@testable import IdentityProvider

@Suite("Login without a browser", .timeLimit(.minutes(5)))
struct LoginStepsTests {
    @Test(arguments: [
        ("deny", "access_denied", "The user, authorization server or remote service denied the request."),
        (
            "method-not-registered", "access_denied",
            "The authentication method is not registered for this user."
        ),
        ("not-verified", "access_denied", "The user could not be verified."),
        ("blocked", "access_denied", "The authentication method of this user is blocked."),
        ("session-expired", "temporarily_unavailable", "authentication_expired"),
        (
            "maintenance", "temporarily_unavailable",
            "The authorization server is currently unable to handle the request due to a temporary overloading or "
                + "maintenance of the server."
        ),
        (
            "server-error", "server_error",
            "The authorization server encountered an unexpected condition that prevented it from fulfilling the "
                + "request."
        ),
    ])
    func `an outcome gives its error redirect with the state`(
        outcome: String,
        error: String,
        description: String
    ) async throws {
        try await LoginServer.with { server in
            let offer = try await server.authorize().json
            let choice = #"{"practitioner":"doctor","method":"fido","outcome":"\#(outcome)"}"#
            let answer = try await server.submit(offer, choice)
            #expect(answer.status == 200)
            let redirect = try #require(try answer.json["redirect"]?.string)
            #expect(redirect.hasPrefix(LoginServer.redirectURI + "?"))
            #expect(
                LoginServer.parameters(of: redirect) == [
                    "error": error, "error_description": description, "state": "xyz",
                    "iss": server.provider.addresses().issuer,
                ]
            )
            #expect(try await server.eventTypes() == ["login.requested", "login.refused"])
        }
    }

    /// Desk rule SIG-5.
    @Test func `a method that the person never registered is refused`() async throws {
        try await LoginServer.with { server in
            let offer = try await server.authorize().json
            let answer = try await server.submit(offer, #"{"practitioner":"doctor","method":"my-number"}"#)
            let parameters = LoginServer.parameters(of: try answer.json["redirect"]?.string)
            #expect(parameters["error"] == "access_denied")
            #expect(parameters["error_description"] == "The authentication method is not registered for this user.")
        }
    }

    @Test func `a silent phone is polled until it is answered`() async throws {
        try await LoginServer.with { server in
            let offer = try await server.authorize().json
            let choice = #"{"practitioner":"doctor","method":"fido","outcome":"no-answer"}"#
            let pending = try #require(try await server.submit(offer, choice).json["pending"]?.string)
            let poll = ClientRequest.get(server.target(pending), fields: [("Accept", "application/json")])
            for _ in 0..<2 {
                let answer = try await server.connection.send(poll)
                #expect(answer.status == 200)
                #expect(answer["Retry-After"] == "1")
                #expect(try answer.json == ["pending": .string(pending)])
            }
            try await server.run("login.answer", ["practitioner": "doctor", "outcome": "approve"])
            let redirect = try await server.connection.send(poll).json["redirect"]?.string
            let code = try #require(LoginServer.parameters(of: redirect)["code"])
            #expect(try await server.token(code).status == 200)
            let over = try await server.connection.send(poll)
            #expect(over.status == 400)
        }
    }

    @Test func `a phone that never answers ends in an error redirect`() async throws {
        try await LoginServer.with { server in
            let offer = try await server.authorize().json
            let choice = #"{"practitioner":"doctor","method":"fido","outcome":"no-answer"}"#
            let pending = try #require(try await server.submit(offer, choice).json["pending"]?.string)
            try await server.simulation.clock.advance(by: .seconds(600))
            let poll = ClientRequest.get(server.target(pending), fields: [("Accept", "application/json")])
            let parameters = LoginServer.parameters(of: try await server.connection.send(poll).json["redirect"]?.string)
            #expect(parameters["error"] == "access_denied")
            #expect(parameters["error_description"] == "The user did not answer in time.")
            #expect(try await server.eventTypes().suffix(2) == ["login.lapsed", "login.refused"])
        }
    }

    @Test(arguments: [
        (#"{"practitioner":"doctor","method":"fido","outcom":"deny"}"#, "Unknown field outcom: "),
        (#"{"practitioner":"doctor","method":"fido","challenge_response":"x"}"#, "challenge_response is not taken: "),
        (#"{"method":"fido"}"#, "Missing parameter practitioner"),
        (#"{"practitioner":"doctor"}"#, "Missing parameter method"),
        (#"{"practitioner":"nobody","method":"fido"}"#, "Unknown practitioner: "),
        (#"{"practitioner":"doctor","method":"sms"}"#, "Unknown method: hpki-card, fido, my-number"),
        (#"{"practitioner":"doctor","method":"fido","outcome":"yes"}"#, "Unknown outcome: approve, deny, "),
        (#"{"practitioner":1,"method":"fido"}"#, "practitioner is an integer, not a string"),
        (#"{"practitioner":"doctor","practitioner":"doctor","method":"fido"}"#, "The body is not JSON"),
        (#"[]"#, "The body is an array, not a JSON object"),
        (#"{"#, "The body is not JSON"),
    ])
    func `a choice is read strictly`(body: String, description: String) async throws {
        try await LoginServer.with { server in
            let offer = try await server.authorize().json
            let answer = try await server.submit(offer, body)
            #expect(answer.status == 400)
            let json = try answer.json
            #expect(json["error"] == "invalid_request")
            #expect(json["error_description"]?.string?.hasPrefix(description) == true, "\(json)")
            // The login is still open for a better one.
            #expect(try await server.submit(offer, #"{"practitioner":"doctor","method":"fido"}"#).status == 200)
        }
    }

    @Test func `a login is submitted once, by its own handle, at its own origin`() async throws {
        try await LoginServer.with { server in
            let offer = try await server.authorize().json
            let choice = #"{"practitioner":"doctor","method":"fido"}"#
            let foreign = try await server.submit(offer, choice, fields: [("Origin", "http://evil.test")])
            #expect(foreign.status == 403)
            let own = try await server.submit(offer, choice, fields: [("Origin", server.portal)])
            #expect(own.status == 200)
            let again = try await server.submit(offer, choice)
            #expect(again.status == 400)
            #expect(
                try again.json["error_description"]
                    == "This login is unknown, over or timed out: start again at the application"
            )
            for session in ["", "?session=", "?session=short", "?session=\(FreshSecret().value)"] {
                let answer = try await server.connection.send(.json(Paths.submit + session, choice))
                #expect(answer.status == 400)
            }
        }
    }

    @Test func `errors before the redirect URI is trusted stay here`() async throws {
        try await LoginServer.with { server in
            for changes in [["client_id": "stranger"], ["redirect_uri": "http://evil.test/"]] {
                let answer = try await server.authorize(changes)
                #expect(answer.status == 400)
                #expect(answer["Location"] == nil)
                #expect(try answer.json["error"] == "invalid_request")
                let page = try await server.authorize(changes, accept: "text/html")
                #expect(page.status == 400)
                #expect(page["Location"] == nil)
                #expect(page["Content-Type"] == "text/html; charset=utf-8")
            }
            let twice = LoginServer.path + "/auth?" + LoginServer.authorizationQuery() + "&state=b"
            let answer = try await server.connection.send(.get(twice, fields: [("Accept", "application/json")]))
            #expect(answer.status == 400)
            #expect(answer["Location"] == nil)
        }
    }

    @Test func `errors after that go to the application`() async throws {
        try await LoginServer.with { server in
            let rows: [([String: String?], String)] = [
                (["code_challenge": nil], "invalid_request"), (["code_challenge_method": "plain"], "invalid_request"),
                (["response_type": "token"], "unsupported_response_type"),
                (["scope": "openid credential"], "invalid_scope"),
                (["prompt": "none"], "login_required"), (["request": "x"], "request_not_supported"),
            ]
            for (changes, error) in rows {
                let answer = try await server.authorize(changes)
                #expect(answer.status == 302)
                let parameters = LoginServer.parameters(of: answer["Location"])
                #expect(parameters["error"] == error)
                #expect(parameters["state"] == "xyz")
            }
        }
    }

    @Test func `the authorization endpoint takes posts as well`() async throws {
        try await LoginServer.with { server in
            let request = ClientRequest(
                "POST",
                LoginServer.path + "/auth",
                fields: [("Content-Type", "application/x-www-form-urlencoded"), ("Accept", "application/json")],
                body: Array(LoginServer.authorizationQuery().utf8)
            )
            let offer = try await server.connection.send(request).json
            #expect(try await server.submit(offer, #"{"practitioner":"doctor","method":"fido"}"#).status == 200)
        }
    }
}
