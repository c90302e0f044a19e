package import Simulation

/// A command by name with its arguments, as the domains declare them.
///
/// An argument that is an instant may be written relative to the moment of the call: `-1d`, `P14D`.
package struct CommandCall: Hashable, Sendable {
    package var name: String
    package var arguments: [String: JSONValue]
    package var origin: Origin
    /// Where each argument stands.
    var places = ArgumentPlaces()

    package init(_ name: String, _ arguments: [String: JSONValue] = [:], origin: Origin = .none) {
        self.name = name
        self.arguments = arguments
        self.origin = origin
    }

    /// `name`, or `name: {arguments}`.
    init(_ value: SourceValue) throws(ScenarioError) {
        let (name, origin, arguments) = try value.named()
        var object: [String: JSONValue] = [:]
        if let arguments {
            guard let members = arguments.json.object else {
                throw arguments.error("expected the arguments of \(name), found \(arguments.json.kindName)")
            }
            object = members
        }
        self.init(name, object, origin: origin)
        places = ArgumentPlaces(arguments)
    }

    /// `{id: …, point: …, effect: …}` as the fault plan has it; the id may be left out.
    static func fault(_ value: SourceValue, fallbackID: String) throws(ScenarioError) -> CommandCall {
        guard var arguments = value.json.object else {
            throw value.error("expected a fault rule, found \(value.json.kindName)")
        }
        if arguments["id"] == nil { arguments["id"] = .string(fallbackID) }
        var call = CommandCall("fault.add", arguments, origin: value.origin)
        call.places = ArgumentPlaces(value)
        return call
    }
}
