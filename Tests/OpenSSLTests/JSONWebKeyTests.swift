import Foundation
import Testing

@testable import OpenSSL

@Suite struct JSONWebKeyTests {
    private func key(_ json: String) throws -> JSONWebKey {
        try JSONDecoder().decode(JSONWebKey.self, from: Data(json.utf8))
    }

    @Test func `has the thumbprint of RFC 7638`() throws {
        let key = try key(JOSEVectors.rfc7638RSA)
        #expect(key.thumbprint == JOSEVectors.rfc7638Thumbprint)
        #expect(try key.publicKey().jwk.thumbprint == JOSEVectors.rfc7638Thumbprint)
    }

    @Test func `round trips every kind of key`() throws {
        for key in TestKeys.all {
            let jwk = key.publicKey.jwk
            #expect(try jwk.publicKey() == key.publicKey)
            let json = try JSONEncoder().encode(jwk)
            #expect(try JSONDecoder().decode(JSONWebKey.self, from: json) == jwk)
        }
    }

    @Test func `writes the members of its kind and no others`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        var jwk = try key(JOSEVectors.rfc7515P256).publicKey().jwk
        jwk.kid = "a"
        #expect(
            String(decoding: try encoder.encode(jwk), as: UTF8.self) == """
                {"crv":"P-256","kid":"a","kty":"EC","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",\
                "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}
                """
        )
    }

    @Test(arguments: [
        #"{"kty":"oct"}"#, #"{"kty":"RSA","e":"AQAB"}"#, #"{"kty":"RSA","n":"AQ==","e":"AQAB"}"#,
        #"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"}"#,
        // Off the curve.
        #"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"}"#,
        // The coordinate without its leading zeros, which RFC 7518 forbids.
        #"{"kty":"EC","crv":"P-256","x":"AQ","y":"AQ"}"#,
        #"{"kty":"EC","crv":"secp256k1","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#,
    ])
    func `refuses what is no key`(json: String) throws {
        let jwk = try key(json)
        #expect(throws: OpenSSLError.self) { try jwk.publicKey() }
    }
}
