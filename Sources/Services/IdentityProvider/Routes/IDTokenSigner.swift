import Foundation
import OpenSSL
import Simulation

/// Makes ID tokens (OpenID Connect Core section 2), signed with RS256.
struct IDTokenSigner: Sendable {
    private let key: PrivateKey
    private let keyID: String

    /// - Throws: ``JWSError`` for a key that RS256 does not go with.
    init(key: PrivateKey) throws {
        guard JWSAlgorithm.rs256.fits(key.kind) else { throw JWSError.noMatchingKey }
        self.key = key
        keyID = key.publicKey.jwk.thumbprint
    }

    /// RFC 7517 section 5.
    var keySet: JSONValue {
        let key = key.publicKey.jwk
        return [
            "keys": [
                [
                    "kty": .string(key.kty), "use": "sig", "alg": "RS256", "kid": .string(keyID),
                    "n": .string(key.n ?? ""), "e": .string(key.e ?? ""),
                ]
            ]
        ]
    }

    /// - Parameters:
    ///   - nonce: of the authorization request; `nil` at a refresh (section 12.2).
    ///   - name: of the practitioner, with scope `profile`.
    ///   - now: real time: the client checks `iat` and `exp` by its own clock.
    func token(
        issuer: String,
        clientID: String,
        session: LoginSession,
        nonce: String?,
        name: String?,
        accessToken: String,
        now: Date
    ) throws -> String {
        var claims: [String: JSONValue] = [
            "iss": .string(issuer),
            "sub": .string(session.practitionerID),
            "aud": .string(clientID),
            "iat": .integer(Int(now.timeIntervalSince1970)),
            "exp": .integer(Int((now + LoginPolicy.accessTokenLifetime).timeIntervalSince1970)),
            "auth_time": .integer(Int(session.authenticatedAtRealTime.timeIntervalSince1970)),
            "sid": .string(session.id),
            "amr": .array(session.method.authenticationMethodReferences.map { .string($0) }),
            "at_hash": .string(Self.accessTokenHash(accessToken)),
        ]
        if let nonce { claims["nonce"] = .string(nonce) }
        if let name {
            claims["name"] = .string(name)
            claims["preferred_username"] = .string(session.practitionerID)
        }
        return try JWS.sign(
            payload: JSONValue.object(claims).utf8(),
            header: JWSHeader(algorithm: .rs256, keyID: keyID, type: "JWT"),
            key: key
        )
    }

    /// OpenID Connect Core section 3.1.3.6: the left half of the hash of the signature algorithm.
    private static func accessTokenHash(_ token: String) -> String {
        Base64URL.encode(DigestAlgorithm.sha256.hash(Array(token.utf8)).prefix(16))
    }
}
