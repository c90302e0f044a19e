import HTTPTypes
import Hummingbird
package import Simulation

/// Faults in front of every route: what a scenario makes of a request before the service sees it.
package enum HTTPFault {
    /// Effects: `delay`; `error` with `{status, error, error_description, retry_after}`, each optional; `drop` closes the
    /// connection without an answer.
    package static let point = InjectionPoint(
        "http.request",
        "A request has arrived, and no service has seen it yet.",
        attributes: ["listener", "method", "path"]
    )

    /// - Returns: the answer that takes the service's place; nil where nothing goes wrong.
    static func next(
        _ simulation: Simulation,
        listener: String,
        _ request: Request,
        _ context: FrontRequestContext
    ) async throws -> FrontError? {
        let attributes = ["listener": listener, "method": request.method.rawValue, "path": request.uri.path]
        let fault = try await simulation.faults.pass(point.name, attributes: attributes, trace: context.traceID)
        switch fault?.effect {
        case .error(let details): return answer(details)
        case .drop:
            try await context.channel.close().get()
            return answer(["status": 503])
        default: return nil
        }
    }

    private static func answer(_ details: JSONValue) -> FrontError {
        let status = HTTPResponse.Status(code: details["status"]?.integer ?? 500)
        var headers: HTTPFields = [:]
        if let seconds = details["retry_after"]?.integer, let name = HTTPField.Name("Retry-After") {
            headers[name] = String(seconds)
        }
        return FrontError(
            status,
            details["error"]?.string ?? "server_error",
            details["error_description"]?.string ?? "A fault of the scenario.",
            headers: headers
        )
    }
}
