import Foundation

/// Where a result may be announced.
package enum ResponseURI {
    /// [D] Which hosts are called: a test tool does not call strangers unless it is told to.
    package enum Reach: Sendable {
        case loopback
        case anyHost
    }

    /// - Parameter reach: how far from this machine the host may be. The scheme is http: the receiver is a test's own.
    static func isAllowed(_ text: String, _ reach: Reach) -> Bool {
        guard let parts = URLComponents(string: text), parts.scheme == "http", parts.user == nil,
            let host = parts.host, !host.isEmpty
        else { return false }
        return reach == .anyHost || ["localhost", "127.0.0.1", "[::1]", "::1"].contains(host)
    }
}
