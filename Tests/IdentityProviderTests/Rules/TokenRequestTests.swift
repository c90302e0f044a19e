import HTTPTypes
import OpenSSL
import Testing
import WebFront

@testable import IdentityProvider

@Suite("Reading a token request")
struct TokenRequestTests {
    private static let clients = ClientRegistry([
        RegisteredClient(id: "vendor", name: "v", redirectURIs: ["http://127.0.0.1/cb"]),
        RegisteredClient(
            id: "server:1",
            name: "s",
            redirectURIs: ["http://127.0.0.1/cb"],
            secret: SecretDigest(of: "p:ä+")
        ),
    ])
    private static let code = FreshSecret().value
    private static let good = [
        "grant_type": "authorization_code", "client_id": "vendor", "code": code, "redirect_uri": "http://127.0.0.1/cb",
        "code_verifier": LoginBench.verifier,
    ]

    private static func parse(
        _ changes: [String: String?] = [:],
        authorization: String? = nil,
        dialect: OAuthDialect = .openIDConnect
    ) throws(OAuthError) -> TokenRequest {
        let parameters = good.merging(changes.compactMapValues(\.self)) { $1 }
            .filter { changes[$0.key] != .some(nil) }
        return try TokenRequest.parse(
            FormBody(parameters),
            authorization: authorization,
            clients: clients,
            dialect: dialect
        )
    }

    private static func basic(_ id: String, _ secret: String) -> String {
        "Basic " + Base64.encode(Array("\(PercentEncoding.encode(id)):\(PercentEncoding.encode(secret))".utf8))
    }

    @Test func `a code request is reduced to digests`() throws {
        #expect(
            try Self.parse(["state": "ignored"])
                == .authorizationCode(
                    clientID: "vendor",
                    code: SecretDigest(of: Self.code),
                    redirectURI: "http://127.0.0.1/cb",
                    challenge: ProofKey.challenge(of: LoginBench.verifier)
                )
        )
    }

    @Test func `a refresh request may name scopes`() throws {
        let refresh = ["grant_type": "refresh_token", "refresh_token": Self.code]
        #expect(
            try Self.parse(refresh)
                == .refreshToken(clientID: "vendor", token: SecretDigest(of: Self.code), scopes: nil)
        )
        #expect(
            try Self.parse(refresh.merging(["scope": "service openid"]) { $1 })
                == .refreshToken(clientID: "vendor", token: SecretDigest(of: Self.code), scopes: [.openID, .service])
        )
        #expect(throws: OAuthError.invalidScope) { try Self.parse(refresh.merging(["scope": "service x"]) { $1 }) }
    }

    /// The rows of oauth2/token in the table of the CSC API.
    @Test(
        arguments: [
            (["client_id": nil], OAuthError.missingParameter("client_id")),
            (["grant_type": nil], .missingParameter("grant_type")),
            (["code": nil], .missingParameter("code")),
            (["code_verifier": nil], .missingParameter("code_verifier")),
            (["code_verifier": "short"], .invalidParameter("code_verifier")),
            (["code": "short"], .invalidGrant("Invalid parameter code")),
            (["code": String(repeating: "%", count: 43)], .invalidGrant("Invalid parameter code")),
            (["grant_type": "refresh_token"], .missingParameter("refresh_token")),
            (
                ["grant_type": "refresh_token", "refresh_token": "short"],
                .invalidGrant("Invalid parameter refresh_token")
            ),
        ] as [([String: String?], OAuthError)]
    )
    func `bad ones get the row of the table`(changes: [String: String?], error: OAuthError) {
        for dialect in [OAuthDialect.openIDConnect, .csc] {
            #expect(throws: error) { try Self.parse(changes, dialect: dialect) }
        }
    }

    @Test func `the dialects differ in the code for client and grant type`() {
        let errors: [([String: String], String, String)] = [
            (["grant_type": "password"], "unsupported_grant_type", "Invalid parameter grant_type"),
            (["client_id": "stranger"], "invalid_client", "Invalid parameter client_id"),
            (["client_secret": "guess"], "invalid_client", "Invalid parameter client_secret"),
        ]
        for (changes, code, description) in errors {
            let error = #expect(throws: OAuthError.self) { try Self.parse(changes) }
            #expect(error?.code == code)
            #expect(error?.description == description)
            #expect(error?.status == (code == "invalid_client" ? .unauthorized : .badRequest))
            #expect(throws: OAuthError.invalidRequest(description)) { try Self.parse(changes, dialect: .csc) }
        }
    }

    @Test func `a confidential client shows its secret in one place`() throws {
        let id = ["client_id": "server:1"]
        #expect(throws: OAuthError.clientAuthenticationRequired(.openIDConnect)) { try Self.parse(id) }
        #expect(throws: OAuthError.clientAuthenticationRequired(.csc)) { try Self.parse(id, dialect: .csc) }
        #expect(throws: OAuthError.invalidClientSecret(.openIDConnect)) {
            try Self.parse(id.merging(["client_secret": "wrong"]) { $1 })
        }
        _ = try Self.parse(id.merging(["client_secret": "p:ä+"]) { $1 })
        _ = try Self.parse(["client_id": nil], authorization: Self.basic("server:1", "p:ä+"))
        #expect(throws: OAuthError.invalidAuthorizationHeader) {
            try Self.parse(
                ["client_id": "server:1", "client_secret": "p:ä+"],
                authorization: Self.basic("server:1", "p:ä+")
            )
        }
    }

    @Test func `the header and the body name one client`() throws {
        #expect(throws: OAuthError.invalidAuthorizationHeader) {
            try Self.parse(authorization: Self.basic("server:1", "p:ä+"))
        }
        _ = try Self.parse(authorization: Self.basic("vendor", ""))
    }

    @Test(arguments: ["Basic", "Basic !!!", "Basic " + Base64.encode(Array("nocolon".utf8)), "Bearer abc", "Basic %"])
    func `a garbled Authorization header is refused`(header: String) {
        let error = #expect(throws: OAuthError.self) { try Self.parse(["client_id": nil], authorization: header) }
        #expect(error == .invalidAuthorizationHeader)
        #expect(error?.challenge == #"Basic realm="mediauth", charset="UTF-8""#)
    }
}
