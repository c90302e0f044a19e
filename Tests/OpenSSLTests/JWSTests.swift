import Foundation
import Testing

@testable import OpenSSL

@Suite struct JWSTests {
    private func key(_ json: String) throws -> JSONWebKey {
        try JSONDecoder().decode(JSONWebKey.self, from: Data(json.utf8))
    }

    @Test func `signs the RS256 example of RFC 7515 bit for bit`() throws {
        let compact = try JWS.sign(
            payload: Array(JOSEVectors.rfc7515Payload.utf8),
            headerJSON: Array(#"{"alg":"RS256"}"#.utf8),
            algorithm: .rs256,
            key: PrivateKey(pkcs8DER: JOSEVectors.rfc7515RSA)
        )
        #expect(compact == JOSEVectors.rfc7515RS256)
    }

    @Test func `verifies the examples of RFC 7515 and RFC 7520`() throws {
        let rsa = try PrivateKey(pkcs8DER: JOSEVectors.rfc7515RSA).publicKey.jwk
        #expect(
            try JWS.verify(JOSEVectors.rfc7515RS256, keys: [rsa]).payload == Array(JOSEVectors.rfc7515Payload.utf8)
        )
        #expect(
            try JWS.verify(JOSEVectors.rfc7515ES256, keys: [key(JOSEVectors.rfc7515P256)]).payload
                == Array(JOSEVectors.rfc7515Payload.utf8)
        )
        let keys = [try key(JOSEVectors.rfc7520RSA), try key(JOSEVectors.rfc7520P521)]
        for example in [JOSEVectors.rfc7520PS384, JOSEVectors.rfc7520ES512] {
            let verified = try JWS.verify(example, keys: keys)
            #expect(verified.payload == Array(JOSEVectors.rfc7520Payload.utf8))
            #expect(verified.header.kid == "bilbo.baggins@hobbiton.example")
        }
    }

    @Test(arguments: JWSAlgorithm.allCases)
    func `every algorithm round trips with the key that fits it`(algorithm: JWSAlgorithm) throws {
        let signer = try #require(TestKeys.all.first { algorithm.fits($0.kind) })
        var jwk = signer.publicKey.jwk
        jwk.kid = "k"
        let header = JWSHeader(algorithm: algorithm, keyID: "k", type: "JWT")
        let compact = try JWS.sign(payload: Array("{}".utf8), header: header, key: signer)
        let verified = try JWS.verify(compact, keys: [jwk])
        #expect(verified.header == header)
        #expect(verified.payload == Array("{}".utf8))

        for other in TestKeys.all where !algorithm.fits(other.kind) {
            #expect(throws: JWSError.noMatchingKey) { try JWS.sign(payload: [], header: header, key: other) }
            #expect(throws: JWSError.noMatchingKey) { try JWS.verify(compact, keys: [other.publicKey.jwk]) }
        }
        // A changed payload under the same signature.
        let parts = compact.split(separator: ".")
        let forged = "\(parts[0]).\(Base64URL.encode(Array("{ }".utf8))).\(parts[2])"
        #expect(throws: JWSError.invalidSignature) { try JWS.verify(forged, keys: [jwk]) }
    }

    @Test func `the header's members are in alphabetical order`() throws {
        let certificate = try TestAuthority("root").certificate
        let header = JWSHeader(algorithm: .es256, keyID: "k/1", type: "at+jwt", certificates: [certificate])
        let compact = try JWS.sign(payload: [], header: header, key: TestKeys.p256)
        let json = String(decoding: Base64URL.decode(compact.prefix { $0 != "." }) ?? [], as: UTF8.self)
        #expect(
            json == #"{"alg":"ES256","kid":"k/1","typ":"at+jwt","x5c":["\#(Base64.encode(certificate.derEncoded))"]}"#
        )
    }

    @Test func `a key is chosen by its name, never guessed between two`() throws {
        var first = TestKeys.p256.publicKey.jwk
        var second = try PrivateKey.generate(.ec(.p256)).publicKey.jwk
        (first.kid, second.kid) = ("1", "2")
        let named = try JWS.sign(payload: [], header: JWSHeader(algorithm: .es256, keyID: "1"), key: TestKeys.p256)
        let unnamed = try JWS.sign(payload: [], header: JWSHeader(algorithm: .es256), key: TestKeys.p256)
        #expect(try JWS.verify(named, keys: [second, first]).payload.isEmpty)
        #expect(throws: JWSError.noMatchingKey) { try JWS.verify(named, keys: [second]) }
        #expect(throws: JWSError.noMatchingKey) { try JWS.verify(unnamed, keys: [second, first]) }
        #expect(try JWS.verify(unnamed, keys: [TestKeys.rsa.publicKey.jwk, first]).payload.isEmpty)
        first.alg = "ES384"
        #expect(throws: JWSError.noMatchingKey) { try JWS.verify(named, keys: [first]) }
    }

    @Test(arguments: [
        ("", JWSError.malformed), ("a.b", .malformed), ("a.b.c.d", .malformed), ("e30.e30.", .malformed),
        ("eyJhbGciOiJub25lIn0.e30.", .unsupportedHeader), ("eyJhbGciOiJIUzI1NiJ9.e30.AA", .unsupportedHeader),
        ("W10.e30.AA", .malformed), ("eyJhbGciOiJFUzI1NiJ9.e30=.AA", .malformed),
        ("eyJhbGciOiJFUzI1NiJ9.e30.AA", .invalidSignature), ("eyJhbGciOiJFUzI1NiJ9.e30.", .invalidSignature),
    ])
    func `refuses everything else`(compact: String, error: JWSError) {
        #expect(throws: error) { try JWS.verify(compact, keys: [TestKeys.p256.publicKey.jwk]) }
    }

    @Test func `refuses extensions that must be understood`() throws {
        let compact = try JWS.sign(
            payload: [],
            headerJSON: Array(#"{"alg":"ES256","crit":["b64"],"b64":false}"#.utf8),
            algorithm: .es256,
            key: TestKeys.p256
        )
        #expect(throws: JWSError.unsupportedHeader) { try JWS.verify(compact, keys: [TestKeys.p256.publicKey.jwk]) }
    }
}
