import Simulation
import Testing
import VendorDouble

@testable import IdentityProvider

@Suite("Discovery", .timeLimit(.minutes(5)))
struct ServerMetadataTests {
    @Test func `is the same document in both places`() async throws {
        try await LoginServer.with { server in
            let openID = try await server.connection.send(.get(Paths.openIDConfiguration))
            let oauth = try await server.connection.send(
                .get("/.well-known/oauth-authorization-server/auth/realms/mediauth")
            )
            #expect(openID.status == 200)
            #expect(openID["Content-Type"] == "application/json;charset=UTF-8")
            #expect(try openID.json == oauth.json)
            #expect(try openID.json["issuer"]?.string == "\(server.portal)/auth/realms/mediauth")
        }
    }

    /// OpenID Connect Discovery section 3, RFC 8414 section 2.
    @Test func `names everything that is required, and only what is served`() async throws {
        try await LoginServer.with { server in
            let json = try await server.connection.send(.get(Paths.openIDConfiguration)).json
            let base = server.portal + LoginServer.path
            #expect(json["authorization_endpoint"]?.string == base + "/auth")
            #expect(json["token_endpoint"]?.string == base + "/token")
            #expect(json["jwks_uri"]?.string == base + "/certs")
            #expect(json["userinfo_endpoint"]?.string == base + "/userinfo")
            #expect(json["revocation_endpoint"]?.string == base + "/revoke")
            #expect(json["introspection_endpoint"] == nil)
            #expect(json["pushed_authorization_request_endpoint"]?.string == base + "/ext/par/request")
            #expect(json["grant_types_supported"] == ["authorization_code", "client_credentials", "refresh_token"])
            #expect(json["response_types_supported"] == ["code"])
            #expect(json["subject_types_supported"] == ["public"])
            #expect(json["id_token_signing_alg_values_supported"] == ["RS256"])
            #expect(json["code_challenge_methods_supported"] == ["S256"])
            #expect(json["request_uri_parameter_supported"] == false)
            #expect(
                json["token_endpoint_auth_methods_supported"] == [
                    "none", "client_secret_basic", "client_secret_post", "private_key_jwt",
                ]
            )
            #expect(
                json["mtls_endpoint_aliases"] == [
                    "token_endpoint": .string("https://localhost:8443\(LoginServer.path)/token"),
                    "revocation_endpoint": .string("https://localhost:8443\(LoginServer.path)/revoke"),
                    "pushed_authorization_request_endpoint": .string(
                        "https://localhost:8443\(LoginServer.path)/ext/par/request"
                    ),
                    "userinfo_endpoint": .string("https://localhost:8443\(LoginServer.path)/userinfo"),
                ]
            )
            // A bare router says 404 to a GET of what takes a POST only.
            let posted = ["token_endpoint", "revocation_endpoint", "pushed_authorization_request_endpoint"]
            for (name, url) in json.object ?? [:] where name.hasSuffix("_endpoint") || name == "jwks_uri" {
                let request = ClientRequest("GET", server.target(url.string))
                let status = try await server.connection.send(request).status
                // Whatever it says to a bare GET: it is there.
                #expect(status != 404 || posted.contains(name), "\(name)")
            }
        }
    }

    @Test func `public clients alone need no client authentication`() {
        let addresses = IdentityProvider.Addresses(portal: "http://localhost:8080", mutualTLS: "https://localhost:8443")
        let document = ServerMetadata.document(addresses: addresses, hasConfidentialClients: false)
        #expect(document["token_endpoint_auth_methods_supported"] == ["none"])
    }
}
