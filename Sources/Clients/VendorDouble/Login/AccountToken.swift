package import Foundation
import OpenSSL

/// The `account_token` of an application that has accounts of its own (csc-api.md; CSC API v2, section 8.4.2.1): a JWT
/// with HS256 under the SHA-256 of the client's secret.
package struct AccountToken: Sendable {
    package let clientID: String
    package let account: String
    package let secret: String
    package let issuedAt: Date

    package init(clientID: String, account: String, secret: String, issuedAt: Date) {
        self.clientID = clientID
        self.account = account
        self.secret = secret
        self.issuedAt = issuedAt
    }

    private struct Claims: Encodable {
        let sub: String
        let iat: Int
        let jti: String
        let azp: String
    }

    /// The compact form, with a new `jti` each time.
    package func text() throws -> String {
        let claims = Claims(
            sub: account,
            iat: Int(issuedAt.timeIntervalSince1970),
            jti: SecureRandom.token(byteCount: 16),
            azp: clientID
        )
        let parts = [Array(#"{"typ":"JWT","alg":"HS256"}"#.utf8), Array(try JSONEncoder().encode(claims))]
        let input = parts.map(Base64URL.encode).joined(separator: ".")
        let key = DigestAlgorithm.sha256.hash(Array(secret.utf8))
        return input + "." + Base64URL.encode(DigestAlgorithm.sha256.hmac(Array(input.utf8), key: key))
    }
}
