package import HTTPTypes
package import Hummingbird
package import Simulation

/// An answer that is an error: status, JSON `{"error", "error_description"}` and headers.
package struct FrontError: HTTPResponseError, Equatable {
    package let status: HTTPResponse.Status
    /// The machine-readable code.
    package let code: String
    /// The sentence that names the thing and the way out.
    package let description: String
    package var headers: HTTPFields
    /// Beside the two.
    package var members: [String: JSONValue] = [:]

    package init(_ status: HTTPResponse.Status, _ code: String, _ description: String, headers: HTTPFields = [:]) {
        self.status = status
        self.code = code
        self.description = description
        self.headers = headers
    }

    package func response(from request: Request, context: some RequestContext) -> Response {
        var response = Response(
            status: status,
            json: .object(members.merging(["error": .string(code), "error_description": .string(description)]) { $1 })
        )
        for field in headers { response.headers[field.name] = field.value }
        return response
    }
}
