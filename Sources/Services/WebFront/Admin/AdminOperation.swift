package import HTTPTypes
package import Hummingbird
package import Simulation

/// One operation of the admin API: its route, its documentation, what it does. The router and `openapi.json` are both
/// made from the list of these, so they cannot differ.
package struct AdminOperation: Sendable {
    package typealias Handler = @Sendable (Request, FrontRequestContext) async throws -> Response

    /// A query parameter.
    package struct Query: Sendable {
        let name: String
        /// `string` or `integer`, as JSON Schema calls it.
        let type: String
        let description: String

        package init(_ name: String, _ type: String, _ description: String) {
            self.name = name
            self.type = type
            self.description = description
        }
    }

    let method: HTTPRequest.Method
    /// Below the admin URL, without a slash at the start.
    let path: String
    let summary: String
    let query: [Query]
    /// JSON Schema of the body; nil where there is none.
    let body: JSONValue?
    /// JSON Schema of the answer; nil for one that is not JSON.
    let answer: JSONValue?
    /// Media types in which the same can be had.
    let otherForms: [String]
    let handle: Handler

    package init(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ summary: String,
        query: [Query] = [],
        body: JSONValue? = nil,
        answer: JSONValue? = ["type": "object"],
        otherForms: [String] = [],
        handle: @escaping Handler
    ) {
        self.method = method
        self.path = path
        self.summary = summary
        self.query = query
        self.body = body
        self.answer = answer
        self.otherForms = otherForms
        self.handle = handle
    }
}
