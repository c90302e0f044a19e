import Foundation
import OpenSSL
import Simulation

/// Judges the JWTs that a client signs: `client_assertion` (RFC 7523 section 3) and `account_token` (CSC API section 8.4.2.1).
///
/// [D] Of the methods of RFC 7523 `private_key_jwt` alone is taken: `client_secret_jwt` would need the secret in clear, of which
/// only the digest is kept. The key of an `account_token` is that very digest.
package struct AssertionJudge: Sendable {
    /// What `aud` may name: the issuer, and the endpoints.
    let audiences: Set<String>
    /// Real time: the client dates its tokens by its own clock.
    let now: Date
    let replays: ReplayGuard

    /// The value of `client_assertion_type`.
    package static let assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

    /// The client that signed an assertion for itself; `nil` for a bad one.
    func client(of assertion: String, among clients: ClientRegistry) -> RegisteredClient? {
        let parts = assertion.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let unverified = Base64URL.decode(parts[1]).flatMap({ try? JSONValue.parse($0) }),
            let client = unverified["sub"]?.string.flatMap({ clients[$0] }), !client.keys.isEmpty,
            (try? JWS.verify(assertion, keys: client.keys)) != nil,
            unverified["iss"]?.string == client.id, isAddressedHere(unverified["aud"]),
            let expiry = unverified["exp"]?.number, isAhead(expiry),
            unverified["nbf"]?.number.map({ $0 <= now.timeIntervalSince1970 + LoginPolicy.assertionLifetime }) ?? true,
            let id = unverified["jti"]?.string, replays.isFirst(id, of: client.id, now: now)
        else { return nil }
        return client
    }

    /// The `sub` of an account token of this client; `nil` for a bad one.
    func account(of token: String, _ client: RegisteredClient) -> String? {
        guard let key = client.secret.flatMap({ Hex.decode($0.rawValue) }),
            let claims = SymmetricJWT.claims(of: token, key: key),
            claims["azp"]?.string == client.id, let account = claims["sub"]?.string,
            let issued = claims["iat"]?.number,
            abs(now.timeIntervalSince1970 - issued) <= LoginPolicy.assertionLifetime,
            let id = claims["jti"]?.string, replays.isFirst(id, of: "account:\(client.id)", now: now)
        else { return nil }
        return account
    }

    private func isAddressedHere(_ audience: JSONValue?) -> Bool {
        switch audience {
        case .string(let one): audiences.contains(one)
        case .array(let several): several.contains { $0.string.map(audiences.contains) ?? false }
        default: false
        }
    }

    /// Not over, and not so far ahead that its `jti` would have to be kept for longer (RFC 7523 section 3).
    private func isAhead(_ expiry: Double) -> Bool {
        let rest = expiry - now.timeIntervalSince1970
        return rest > 0 && rest <= LoginPolicy.assertionLifetime
    }
}
