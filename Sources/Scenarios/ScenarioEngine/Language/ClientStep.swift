package import Simulation

/// One thing that the reference client does.
package struct ClientStep: Hashable, Sendable {
    package var name: String
    package var arguments: [String: JSONValue]
    package var origin: Origin

    package init(_ name: String, _ arguments: [String: JSONValue] = [:], origin: Origin = .none) {
        self.name = name
        self.arguments = arguments
        self.origin = origin
    }

    init(_ value: SourceValue) throws(ScenarioError) {
        let call = try CommandCall(value)
        self.init(call.name, call.arguments, origin: call.origin)
    }

    /// As it stands in YAML: `name`, or `name: {arguments}`.
    var json: JSONValue { arguments.isEmpty ? .string(name) : .object([name: .object(arguments)]) }

    /// The command of a step `perform`.
    var performedCall: CommandCall? {
        guard name == ClientStepKind.perform.name, let (command, arguments) = arguments["command"]?.object?.first else {
            return nil
        }
        return CommandCall(command, arguments.object ?? [:], origin: origin)
    }
}
