/// The arguments of a command or of a scenario's step, together.
extension [CommandParameter] {
    /// JSON Schema (2020-12) of an object with these members.
    package func schema(_ summary: String) -> JSONValue {
        let properties = map { parameter in
            let description: [String: JSONValue] = ["description": .string(parameter.summary)]
            let schema = parameter.kind.schema.merging(description) { _, last in last }
            return (parameter.name, JSONValue.object(schema))
        }
        return [
            "type": "object",
            "description": .string(summary),
            "properties": .object(Dictionary(properties) { _, last in last }),
            "required": .array(filter(\.isRequired).map { .string($0.name) }),
            "additionalProperties": false,
        ]
    }

    /// - Throws: an argument that is missing, unknown, or of another kind.
    package func check(_ arguments: [String: JSONValue]) throws(CommandError) {
        let names = map(\.name)
        for name in arguments.keys.sorted() where !names.contains(name) {
            throw .unknownArgument(name, nearest: name.nearest(among: names))
        }
        for parameter in self {
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
