import HTTPTypes
import Hummingbird
package import Simulation

/// Faults in front of every route: what a scenario makes of a request before the service sees it.
package enum HTTPFault {
    /// Effects: `delay`; `error` with `{status, error, error_description, retry_after}`, each optional: code and sentence
    /// are by default those that the CSC API has for the status; `drop` closes the connection without an answer.
    package static let point = InjectionPoint(
        "http.request",
        "A request has arrived, and no service has seen it yet.",
        attributes: ["listener", "method", "path"],
        effects: [
            "delay": [], "drop": [],
            "error": [
                .optional("status", .integerIn(400...599), "500 if not given."),
                .optional("error", .string, "The code of the JSON answer."),
                .optional("error_description", .string, "Its sentence."),
                .optional("retry_after", .integerIn(0...86_400), "Seconds, for Retry-After."),
            ],
        ]
    )

    /// The admin API is never disturbed: it is how a fault is taken back.
    private static let adminPrefix = "/_sim/"

    /// - Returns: the answer that takes the service's place; nil where nothing goes wrong.
    static func next(
        _ simulation: Simulation,
        listener: String,
        _ request: Request,
        _ context: FrontRequestContext
    ) async throws -> FrontError? {
        guard !request.uri.path.hasPrefix(adminPrefix) else { return nil }
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
        let common = common(status.code)
        return FrontError(
            status,
            details["error"]?.string ?? common.code,
            details["error_description"]?.string ?? common.sentence,
            headers: headers
        )
    }

    /// csc-api.md, section 7: 429 and 50x belong to the whole service.
    private static func common(_ status: Int) -> (code: String, sentence: String) {
        switch status {
        case 429, 503:
            (
                "temporarily_unavailable",
                "The authorization server is currently unable to handle the request due to a temporary overloading or "
                    + "maintenance of the server."
            )
        default:
            (
                "server_error",
                "The authorization server encountered an unexpected condition that prevented it from fulfilling the "
                    + "request."
            )
        }
    }
}
