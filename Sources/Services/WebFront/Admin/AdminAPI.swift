import HTTPTypes
package import Hummingbird
import OpenSSL
import Simulation

/// The frame of the admin API below `/_sim/`: authentication, origin check, routes and their document.
package struct AdminAPI: Sendable {
    /// Path of the API on the portal.
    package static let path = "_sim"

    private let token: [UInt8]
    private let operations: [AdminOperation]
    private let version: String
    private let baseURL: String

    /// - Parameters:
    ///   - token: what `Authorization: Bearer` must carry; from the system's generator.
    ///   - baseURL: the API's address, for the document.
    package init(token: String, baseURL: String, version: String, operations: [AdminOperation]) {
        self.token = Array(token.utf8)
        self.baseURL = baseURL
        self.version = version
        self.operations = operations
    }

    package func addRoutes(to router: Router<FrontRequestContext>) {
        let group = router.group(RouterPath(Self.path))
        for operation in operations + [document] {
            group.on(RouterPath(operation.path), method: operation.method) { request, context in
                try admit(request)
                return try await operation.handle(request, context)
            }
        }
    }

    private var document: AdminOperation {
        let path = "openapi.json"
        let summary = "This document."
        let own = AdminOperation(.get, path, summary) { _, _ in Response(json: .null) }
        let json = OpenAPIDocument(server: baseURL, version: version, operations: operations + [own]).json
        return AdminOperation(.get, path, summary) { _, _ in Response(json: json) }
    }

    /// A page of another site may make a browser send requests here; it can neither know the token nor our origin.
    private func admit(_ request: Request) throws {
        guard OriginCheck.program.allows(request) else {
            throw FrontError(
                .forbidden,
                "forbidden",
                "Origin '\(request.headers[.origin] ?? "")' may not use the admin API"
            )
        }
        let parts = (request.headers[.authorization] ?? "").split(separator: " ")
        guard parts.count == 2, parts[0].lowercased() == "bearer",
            ConstantTime.areEqual(Array(parts[1].utf8), token)
        else {
            throw FrontError(
                .unauthorized,
                "unauthorized",
                "The admin API takes 'Authorization: Bearer <admin_token of the ready file>'",
                headers: [.wwwAuthenticate: "Bearer"]
            )
        }
    }
}
