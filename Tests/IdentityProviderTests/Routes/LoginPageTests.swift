import Simulation
import Testing
import VendorDouble
import WebFront

@testable import IdentityProvider

@Suite("Login page", .timeLimit(.minutes(5)))
struct LoginPageTests {
    private static let html = "text/html,application/xhtml+xml,*/*;q=0.8"

    /// What a browser would post for the page, its action and its cookie.
    private static func form(_ page: ClientAnswer) throws -> (action: String, csrf: String, cookie: String) {
        let action = try #require(page.text.firstMatch(of: /action="([^"]+)"/)?.1)
        let csrf = try #require(page.text.firstMatch(of: /name="csrf" value="([^"]+)"/)?.1)
        return (String(action), String(csrf), try #require(page.cookie("hpki-sim-test-csrf")))
    }

    private static func post(
        _ server: LoginServer,
        _ form: (action: String, csrf: String, cookie: String),
        outcome: String = "approve",
        origin: String? = nil,
        csrf: String? = nil,
        cookie: String? = nil
    ) async throws -> ClientAnswer {
        let origin = origin ?? server.portal
        return try await server.connection.send(
            .form(
                server.target(form.action),
                [
                    ("csrf", csrf ?? form.csrf), ("practitioner", "doctor"), ("method", "fido"), ("outcome", outcome),
                ],
                fields: [("Cookie", cookie ?? form.cookie)] + (origin.isEmpty ? [] : [("Origin", origin)])
            )
        )
    }

    @Test func `lists everyone, escaped, with the first or the hinted one chosen`() async throws {
        try await LoginServer.with { server in
            let page = try await server.authorize(accept: Self.html)
            #expect(page.status == 200)
            #expect(page["Content-Type"] == "text/html; charset=utf-8")
            #expect(page["Cache-Control"] == "no-store")
            #expect(page["Content-Security-Policy"]?.contains("default-src 'none'") == true)
            #expect(page.text.contains("髙橋 &lt;太郎&gt;(医師)"))
            #expect(!page.text.contains("<太郎>"))
            #expect(page.text.contains("𠮷田 花子(薬剤師)"))
            #expect(page.text.contains(#"value="doctor" required checked"#))
            #expect(page.text.contains(#"value="approve" checked"#))
            #expect(page.text.matches(of: /name="outcome"/).count == LoginOutcome.allCases.count)
            #expect(page.text.contains("TEST - NOT FOR PRODUCTION"))
            // Whatever name of ours the browser knows, the form goes back there.
            #expect(page.text.contains(#"action="/auth/realms/mediauth/login-actions/authenticate?session="#))
            let hinted = try await server.authorize(["login_hint": "pharmacist"], accept: Self.html)
            #expect(hinted.text.contains(#"value="pharmacist" required checked"#))
            let oneMethod = try await server.authorize(["client_id": "JPKI"], accept: Self.html)
            #expect(oneMethod.text.matches(of: /name="method"/).count == 1)
        }
    }

    @Test func `posts to a redirect with the code and keeps the browser logged in`() async throws {
        try await LoginServer.with { server in
            let form = try Self.form(try await server.authorize(accept: Self.html))
            let answer = try await Self.post(server, form)
            #expect(answer.status == 303)
            let code = try #require(LoginServer.parameters(of: answer["Location"])["code"])
            #expect(try await server.token(code).status == 200)
            let session = try #require(answer.cookie("hpki-sim-test-login"))
            let setCookie = answer["Set-Cookie"] ?? ""
            #expect(setCookie.contains("HttpOnly"))
            #expect(setCookie.contains("SameSite=Lax"))

            let again = try await server.authorize(accept: Self.html, cookie: session)
            #expect(again.status == 302)
            #expect(LoginServer.parameters(of: again["Location"])["code"] != nil)
            let silent = try await server.authorize(["prompt": "none"], accept: Self.html, cookie: session)
            #expect(LoginServer.parameters(of: silent["Location"])["code"] != nil)
            let insisting = try await server.authorize(["prompt": "login"], accept: Self.html, cookie: session)
            #expect(insisting.status == 200)
            // A program gets its choices, cookie or not.
            #expect(try await server.authorize(cookie: session).status == 200)
        }
    }

    @Test func `refuses posts of other sites, other forms and other browsers`() async throws {
        try await LoginServer.with { server in
            let form = try Self.form(try await server.authorize(accept: Self.html))
            let other = try Self.form(try await server.authorize(accept: Self.html))
            #expect(form.csrf != other.csrf)
            let refused = [
                try await Self.post(server, form, origin: "http://evil.test"),
                try await Self.post(server, form, origin: "null"),
                try await Self.post(server, form, origin: ""),
                try await Self.post(server, form, csrf: other.csrf),
                try await Self.post(server, form, csrf: ""),
                try await Self.post(server, form, cookie: other.cookie),
                try await Self.post(server, form, cookie: "a=b"),
            ]
            for answer in refused {
                #expect(answer.status == 403)
                #expect(answer["Location"] == nil)
                #expect(answer["Content-Type"] == "text/html; charset=utf-8")
            }
            #expect(try await Self.post(server, form).status == 303)
            let over = try await Self.post(server, form)
            #expect(over.status == 400)
            #expect(over.text.contains("This login is unknown, over or timed out"))
        }
    }

    @Test func `redirects a refusal to the application`() async throws {
        try await LoginServer.with { server in
            let form = try Self.form(try await server.authorize(accept: Self.html))
            let answer = try await Self.post(server, form, outcome: "deny")
            #expect(answer.status == 303)
            #expect(LoginServer.parameters(of: answer["Location"])["error"] == "access_denied")
            #expect(answer.cookie("hpki-sim-test-login") == nil)
        }
    }

    @Test func `waits for a silent phone and reloads by itself`() async throws {
        try await LoginServer.with { server in
            let form = try Self.form(try await server.authorize(accept: Self.html))
            let waiting = try await Self.post(server, form, outcome: "no-answer")
            #expect(waiting.status == 200)
            let url = try #require(waiting.text.firstMatch(of: /content="2; url=([^"]+)"/)?.1)
            let poll = ClientRequest.get(server.target(String(url)), fields: [("Accept", Self.html)])
            #expect(try await server.connection.send(poll).status == 200)
            try await server.run("login.answer", ["practitioner": "doctor", "outcome": "approve"])
            let answer = try await server.connection.send(poll)
            #expect(answer.status == 302)
            #expect(LoginServer.parameters(of: answer["Location"])["code"] != nil)
            #expect(answer.cookie("hpki-sim-test-login") != nil)
        }
    }

    @Test func `takes forms and JSON and nothing else`() async throws {
        try await LoginServer.with { server in
            let form = try Self.form(try await server.authorize(accept: Self.html))
            let request = ClientRequest(
                "POST",
                server.target(form.action),
                fields: [("Content-Type", "text/plain"), ("Origin", server.portal), ("Cookie", form.cookie)],
                body: Array("practitioner=doctor".utf8)
            )
            #expect(try await server.connection.send(request).status == 415)
        }
    }
}
