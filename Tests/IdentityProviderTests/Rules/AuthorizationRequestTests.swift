import Testing
import WebFront

@testable import IdentityProvider

@Suite("Reading an authorization request")
struct AuthorizationRequestTests {
    private static let redirectURI = "http://127.0.0.1:3000/callback"
    private static let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    private static let clients = ClientRegistry(
        [
            RegisteredClient(id: "vendor", name: "電子カルテ", redirectURIs: [redirectURI, "app:/callback?x=1"])
        ] + RegisteredClient.observed(name: "電子カルテ", redirectURIs: [redirectURI])
    )
    private static let good = [
        "response_type": "code", "client_id": "vendor", "redirect_uri": redirectURI, "scope": "openid service",
        "state": "af0ifjsldkj", "nonce": "n-0S6_WzA2Mj", "code_challenge": challenge, "code_challenge_method": "S256",
    ]

    private static func parse(
        _ changes: [String: String?] = [:],
        dialect: OAuthDialect = .openIDConnect
    ) throws(AuthorizationRejection) -> (request: AuthorizationRequest, prompt: LoginPrompt) {
        let parameters = good.merging(changes.compactMapValues(\.self)) { $1 }
            .filter { changes[$0.key] != .some(nil) }
        return try AuthorizationRequest.parse(FormBody(parameters), clients: clients, dialect: dialect)
    }

    @Test func `a good one is kept with all that matters later`() throws {
        let (request, prompt) = try Self.parse(["prompt": "login", "login_hint": "doctor", "unheard_of": "1"])
        #expect(
            request
                == AuthorizationRequest(
                    clientID: "vendor",
                    redirectURI: Self.redirectURI,
                    redirectURIWasGiven: true,
                    scopes: [.openID, .service],
                    state: "af0ifjsldkj",
                    nonce: "n-0S6_WzA2Mj",
                    codeChallenge: Self.challenge,
                    method: nil,
                    loginHint: "doctor"
                )
        )
        #expect(prompt == LoginPrompt(mustAuthenticate: true))
    }

    @Test(arguments: [("FIDO", LoginMethod.fido), ("JPKI", .myNumber), ("HPKI", .hpkiCard)])
    func `the observed client ids select the method`(clientID: String, method: LoginMethod) throws {
        #expect(try Self.parse(["client_id": clientID]).request.method == method)
    }

    @Test(
        arguments: [
            (["client_id": nil], "Missing parameter client_id"),
            (["client_id": "stranger"], "Invalid parameter client_id"),
            (["redirect_uri": nil], "Missing parameter redirect_uri"),
            (["redirect_uri": "http://127.0.0.1:3000/callback/"], "Invalid parameter redirect_uri"),
            (["redirect_uri": "http://127.0.0.1:3000/callback?a=b"], "Invalid parameter redirect_uri"),
            (["redirect_uri": "http://127.0.0.1:3000/Callback"], "Invalid parameter redirect_uri"),
            (["redirect_uri": "http://evil.test/"], "Invalid parameter redirect_uri"),
            (["state": String(repeating: "s", count: 1025)], "Invalid parameter state"),
        ] as [([String: String?], String)]
    )
    func `what puts client or redirect URI in doubt is never redirected`(
        changes: [String: String?],
        description: String
    ) {
        #expect(throws: AuthorizationRejection.shown(.invalidRequest(description))) { try Self.parse(changes) }
    }

    @Test(
        arguments: [
            (["response_type": nil], OAuthError.missingParameter("response_type")),
            (["response_type": "token"], .unsupportedResponseType),
            (["response_type": "code id_token"], .unsupportedResponseType),
            (["response_mode": "fragment"], .invalidParameter("response_mode")),
            (["request": "eyJ"], .requestNotSupported),
            (["request_uri": "urn:x"], .invalidParameter("request_uri")),
            (["scope": "credential openid"], .invalidScope),
            (["scope": "credential"], .missingParameter("credentialID")),
            (["code_challenge": nil], .invalidRequest("code challenge required")),
            (["code_challenge": "short"], .invalidParameter("code_challenge")),
            (
                ["code_challenge_method": "plain"],
                .invalidRequest("transform algorithm not supported: code_challenge_method must be S256")
            ),
            (
                ["code_challenge_method": nil],
                .invalidRequest("transform algorithm not supported: code_challenge_method must be S256")
            ),
            (["nonce": String(repeating: "n", count: 1025)], .invalidParameter("nonce")),
            (["prompt": "please"], .invalidParameter("prompt")),
            (["prompt": "none login"], .invalidParameter("prompt")),
            (["max_age": "-1"], .invalidParameter("max_age")),
            (["max_age": "soon"], .invalidParameter("max_age")),
        ] as [([String: String?], OAuthError)]
    )
    func `everything else goes back to the application with its state`(
        changes: [String: String?],
        error: OAuthError
    ) {
        let target = AnswerTarget(redirectURI: Self.redirectURI, state: "af0ifjsldkj")
        #expect(throws: AuthorizationRejection.redirected(error, target)) { try Self.parse(changes) }
    }

    @Test func `unknown scopes are ignored by OpenID Connect and refused by CSC`() throws {
        let changes = ["scope": "openid email offline_access profile"]
        #expect(try Self.parse(changes).request.scopes == [.openID, .profile])
        let target = AnswerTarget(redirectURI: Self.redirectURI, state: "af0ifjsldkj")
        #expect(throws: AuthorizationRejection.redirected(.invalidScope, target)) {
            try Self.parse(changes, dialect: .csc)
        }
    }

    @Test func `CSC has defaults for scope and redirect URI`() throws {
        let request = try Self.parse(["scope": nil, "redirect_uri": nil], dialect: .csc).request
        #expect(request.scopes == [.service])
        #expect(request.redirectURI == Self.redirectURI)
        #expect(!request.redirectURIWasGiven)
    }

    @Test func `prompt and max_age are understood`() throws {
        #expect(try Self.parse(["prompt": "none"]).prompt == LoginPrompt(isSilent: true))
        #expect(try Self.parse(["prompt": "select_account consent"]).prompt == LoginPrompt(mustAuthenticate: true))
        #expect(try Self.parse(["prompt": "consent", "max_age": "0"]).prompt == LoginPrompt(maximumAge: 0))
    }

    @Test func `redirects keep a query and encode what they carry`() {
        let plain = AnswerTarget(redirectURI: "http://127.0.0.1:3000/cb", state: "a b&c=d\r\nX: y")
        #expect(
            plain.url(code: "SplxlOB", issuer: "http://localhost:8080/auth/realms/mediauth")
                == "http://127.0.0.1:3000/cb?code=SplxlOB&state=a%20b%26c%3Dd%0D%0AX%3A%20y"
                + "&iss=http%3A%2F%2Flocalhost%3A8080%2Fauth%2Frealms%2Fmediauth"
        )
        let query = AnswerTarget(redirectURI: "app:/callback?x=1", state: nil)
        #expect(
            query.url(error: OAuthError("access_denied", "No."), issuer: "i")
                == "app:/callback?x=1&error=access_denied&error_description=No.&iss=i"
        )
    }

    /// RFC 7636 appendix B.
    @Test func `PKCE has the vector of its standard`() {
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
        #expect(ProofKey.challenge(of: verifier) == Self.challenge)
        #expect(ProofKey.isVerifier(verifier))
        #expect(!ProofKey.isVerifier(String(repeating: "a", count: 42)))
        #expect(!ProofKey.isVerifier(String(repeating: "a", count: 129)))
        #expect(!ProofKey.isVerifier(String(repeating: "a", count: 42) + "+"))
        #expect(!ProofKey.isChallenge(Self.challenge + "="))
    }
}
