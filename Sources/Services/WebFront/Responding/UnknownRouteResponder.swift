import HTTPTypes
package import Hummingbird

/// Answers what no route does: 404 for an unknown path, 405 with `Allow` for a known one (RFC 9110, section 15.5.6).
package struct UnknownRouteResponder<Routes: HTTPResponder>: HTTPResponder where Routes.Context == FrontRequestContext {
    package typealias Context = FrontRequestContext

    private let routes: Routes
    private let table: RouteTable

    package init(routes: Routes, table: RouteTable) {
        self.routes = routes
        self.table = table
    }

    package func respond(to request: Request, context: FrontRequestContext) async throws -> Response {
        let path = request.uri.path
        let methods = table.methods(for: path)
        if methods.contains(request.method) { return try await routes.respond(to: request, context: context) }
        guard !methods.isEmpty else {
            throw FrontError(.notFound, "not_found", "\(path) is not served here")
        }
        let allowed = methods.map(\.rawValue).sorted().joined(separator: ", ")
        throw FrontError(
            .methodNotAllowed,
            "method_not_allowed",
            "\(path) takes \(allowed), not \(request.method.rawValue)",
            headers: [.allow: allowed]
        )
    }
}
