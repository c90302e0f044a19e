import Foundation

/// Where a result may be announced: this machine only, since a test tool must not call strangers [D].
enum ResponseURI {
    static func isAllowed(_ text: String) -> Bool {
        guard let parts = URLComponents(string: text), parts.scheme == "http", parts.user == nil else { return false }
        return ["localhost", "127.0.0.1", "[::1]", "::1"].contains(parts.host ?? "")
    }
}
