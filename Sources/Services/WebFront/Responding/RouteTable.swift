package import HTTPTypes
package import Hummingbird

/// The routes of a listener, to tell "no such path" (404) from "not with this method" (405).
package struct RouteTable: Sendable {
    private let routes: [(path: [Substring], method: HTTPRequest.Method)]

    package init(_ router: Router<FrontRequestContext>) {
        routes = router.routes.map { ("\($0.path)".split(separator: "/"), $0.method) }
    }

    /// The methods that `path` is served with; empty where it is not served at all.
    package func methods(for path: String) -> [HTTPRequest.Method] {
        let components = path.split(separator: "/")
        return routes.filter { matches($0.path, components) }.map(\.method)
    }

    private func matches(_ pattern: [Substring], _ path: [Substring]) -> Bool {
        pattern.count == path.count
            && zip(pattern, path).allSatisfy { pattern, component in
                guard let end = pattern.firstIndex(of: "}"), pattern.hasPrefix("{") else {
                    return pattern.hasPrefix(":") || pattern == component
                }
                // `{label}.cer`
                let suffix = pattern[pattern.index(after: end)...]
                return component.hasSuffix(suffix) && component.count > suffix.count
            }
    }
}
