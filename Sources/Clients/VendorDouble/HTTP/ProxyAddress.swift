import Foundation
import OpenSSL

/// An outgoing HTTP proxy, as `HTTPS_PROXY` names it: `http://user:password@host:port`.
package struct ProxyAddress: Hashable, Sendable {
    let host: String
    let port: Int
    /// The field value of `Proxy-Authorization`; nil without a password.
    let authorization: String?

    /// - Returns: nil for anything but an http URL with a host.
    package init?(_ text: String) {
        guard let parts = URLComponents(string: text), parts.scheme == "http", let host = parts.host, !host.isEmpty
        else {
            return nil
        }
        self.host = host
        port = parts.port ?? 80
        authorization = parts.user.map { user in
            "Basic \(Base64.encode(Array("\(user):\(parts.password ?? "")".utf8)))"
        }
    }
}
