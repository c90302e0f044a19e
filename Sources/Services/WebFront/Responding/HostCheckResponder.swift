import HTTPTypes
package import Hummingbird

/// Refuses requests whose `Host` is not ours: a web page that rebinds its own name to 127.0.0.1 must not reach the
/// portal.
package struct HostCheckResponder<Inner: HTTPResponder>: HTTPResponder where Inner.Context == FrontRequestContext {
    package typealias Context = FrontRequestContext

    private let allowed: Set<String>
    private let inner: Inner

    /// - Parameter hosts: names and addresses without port; IPv6 addresses in brackets.
    package init(allowed hosts: some Sequence<String>, inner: Inner) {
        allowed = Set(hosts.map { $0.lowercased() })
        self.inner = inner
    }

    package func respond(to request: Request, context: FrontRequestContext) async throws -> Response {
        guard let host = request.head.authority.map(Self.hostWithoutPort), allowed.contains(host) else {
            throw FrontError(
                .misdirectedRequest,
                "misdirected_request",
                "Host '\(request.head.authority ?? "")' is not one of \(allowed.sorted().joined(separator: ", ")): "
                    + "use one of these, or start with --host"
            )
        }
        return try await inner.respond(to: request, context: context)
    }

    static func hostWithoutPort(_ authority: String) -> String {
        let host =
            if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
                String(authority[...end])
            } else {
                String(authority.prefix { $0 != ":" })
            }
        return host.lowercased()
    }
}
