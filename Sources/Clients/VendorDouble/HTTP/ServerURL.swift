import Foundation

/// Where a request goes: the server, and what stands in the request line.
struct ServerURL: Hashable, Sendable {
    /// One server's name, port and protocol.
    struct Server: Hashable, Sendable {
        let host: String
        let port: Int
        let isTLS: Bool
    }

    let server: Server
    /// Path and query, still encoded.
    let target: String

    /// - Throws: ``VendorFailure`` for anything but an absolute http or https URL.
    init(_ text: String) throws(VendorFailure) {
        guard let parts = URLComponents(string: text), let host = parts.host, !host.isEmpty,
            let scheme = parts.scheme?.lowercased(), ["http", "https"].contains(scheme)
        else { throw VendorFailure("read the URL '\(text)'", .settings("it is no http or https URL")) }
        let isTLS = scheme == "https"
        server = Server(
            host: host.trimmingCharacters(in: ["[", "]"]),
            port: parts.port ?? (isTLS ? 443 : 80),
            isTLS: isTLS
        )
        let path = parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath
        target = path + (parts.percentEncodedQuery.map { "?\($0)" } ?? "")
    }
}
