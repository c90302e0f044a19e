package import Hummingbird
import OpenSSL

/// The token a page's form carries so that no other site can post it (signed double submit).
///
/// A random value lives in an HttpOnly cookie that carries the instance's name; the form has its HMAC under a key that
/// dies with the process. Neither is of use without the other.
package enum CSRFToken {
    /// Makes and checks the tokens of one instance.
    package struct Source: Sendable {
        /// Cookies of localhost ignore ports: the instance's name keeps two simulators apart.
        package let cookieName: String
        private let key: [UInt8]

        /// - Parameter instanceName: an RFC 2616 token, e.g. `hpki-sim-8080`.
        package init(instanceName: String) {
            cookieName = "\(instanceName)-csrf"
            key = SecureRandom.bytes(64)
        }

        /// The token for the form of an answer to `request`, and the cookie to set where the browser has none yet.
        package func issue(for request: Request) -> (token: String, cookie: Cookie?) {
            if let value = cookieValue(of: request) { return (token(cookieValue: value), nil) }
            let value = SecureRandom.token(byteCount: 32)
            let cookie = Cookie(name: cookieName, value: value, path: "/", httpOnly: true, sameSite: .lax)
            return (token(cookieValue: value), cookie)
        }

        /// Whether the posted token belongs to the cookie of the same request.
        package func isValid(_ posted: String?, for request: Request) -> Bool {
            guard let posted, let value = cookieValue(of: request) else { return false }
            let expected = token(cookieValue: value)
            guard posted.utf8.count == expected.utf8.count else { return false }
            return zip(posted.utf8, expected.utf8).reduce(into: UInt8(0)) { $0 |= $1.0 ^ $1.1 } == 0
        }

        private func cookieValue(of request: Request) -> String? {
            Cookies(from: request.headers[values: .cookie])[cookieName].flatMap { $0.value.isEmpty ? nil : $0.value }
        }

        private func token(cookieValue: String) -> String {
            Base64URL.encode(hmac(Array(cookieValue.utf8)))
        }

        /// HMAC-SHA256, RFC 2104 section 2, with a key of exactly one block (64 bytes).
        private func hmac(_ message: [UInt8]) -> [UInt8] {
            let inner = DigestAlgorithm.sha256.hash(key.map { $0 ^ 0x36 } + message)
            return DigestAlgorithm.sha256.hash(key.map { $0 ^ 0x5c } + inner)
        }
    }
}
