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
    package var schema: JSONValue {
        let properties = parameters.map { parameter in
            let description: [String: JSONValue] = ["description": .string(parameter.summary)]
            let schema = parameter.kind.schema.merging(description) { _, last in last }
            return (parameter.name, JSONValue.object(schema))
        }
        return [
            "type": "object",
            "description": .string(summary),
            "properties": .object(Dictionary(properties) { _, last in last }),
            "required": .array(parameters.filter(\.isRequired).map { .string($0.name) }),
            "additionalProperties": false,
        ]
    }

    func check(_ arguments: [String: JSONValue]) throws(CommandError) {
        let names = parameters.map(\.name)
        for name in arguments.keys.sorted() where !names.contains(name) {
            throw .unknownArgument(name, nearest: name.nearest(among: names))
        }
        for parameter in parameters {
            guard let value = arguments[parameter.name] else {
                if parameter.isRequired { throw .missingArgument(parameter.name) }
                continue
            }
            if let wanted = parameter.kind.complaint(about: value) {
                throw .invalidArgument(name: parameter.name, reason: "expected \(wanted), found \(value.shown)")
            }
        }
    }
}
