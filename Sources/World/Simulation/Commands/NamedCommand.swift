/// Something that can be done by name, with JSON arguments: the same from a scenario, the admin API, the CLI and a page.
package struct NamedCommand: Sendable {
    package typealias Body = @Sendable (CommandArguments) async throws -> JSONValue

    /// `noun.verb`: `clock.advance`, `client-certificate.revoke`.
    package let name: String
    /// One sentence.
    package let summary: String
    package let parameters: [CommandParameter]
    let body: Body

    /// - Parameter body: does it and returns what there is to tell, an object.
    package init(_ name: String, _ summary: String, _ parameters: [CommandParameter] = [], body: @escaping Body) {
        self.name = name
        self.summary = summary
        self.parameters = parameters
        self.body = body
    }

    /// JSON Schema (2020-12) of the arguments.
    package var schema: JSONValue { parameters.schema(summary) }
}
