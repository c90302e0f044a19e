import Simulation

/// What the fake service says to one request.
enum FakeAnswer: Sendable {
    case http(Int, type: String?, fields: [(String, String)], body: String)
    /// These bytes as they are, and then the end of the connection.
    case bytes([UInt8])
    /// These bytes, and then a TCP reset.
    case reset(after: [UInt8])
    /// Nothing at all, the connection held open.
    case silence

    static func json(_ body: JSONValue) -> Self { json(200, body) }

    static func json(_ status: Int, _ body: JSONValue, _ fields: (String, String)...) -> Self {
        .http(status, type: "application/json;charset=UTF-8", fields: fields, body: body.text())
    }

    static func error(_ status: Int, _ code: String, _ sentence: String = "no", retryAfter: Int? = nil) -> Self {
        let fields = retryAfter.map { [("Retry-After", "\($0)")] } ?? []
        let body: JSONValue = ["error": .string(code), "error_description": .string(sentence)]
        return .http(status, type: "application/json", fields: fields, body: body.text())
    }

    static func text(_ text: String) -> Self { .bytes(Array(text.utf8)) }
}
