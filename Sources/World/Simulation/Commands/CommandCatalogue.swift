/// Every command there is, by name: one source for scenarios, admin API, CLI and pages.
///
/// Made once by the composition root, from the commands of each part.
package struct CommandCatalogue: Sendable {
    /// Is told of every command that was carried out.
    package typealias Observer = @Sendable (_ name: String, _ arguments: [String: JSONValue], TraceID) -> Void

    /// In the order of their names.
    package let commands: [NamedCommand]
    private let commandOfName: [String: NamedCommand]
    private let onRun: Observer

    /// - Throws: ``SimulationError`` `registration` for a name that is there twice.
    package init(
        _ commands: [NamedCommand],
        onRun: @escaping Observer = { _, _, _ in }
    ) throws(SimulationError) {
        self.onRun = onRun
        var commandOfName: [String: NamedCommand] = [:]
        for command in commands where commandOfName.updateValue(command, forKey: command.name) != nil {
            throw SimulationError(.registration, "the command \(command.name) is declared twice")
        }
        self.commandOfName = commandOfName
        self.commands = commands.sorted { $0.name < $1.name }
    }

    package subscript(name: String) -> NamedCommand? { commandOfName[name] }

    /// Checks the arguments and runs the command.
    ///
    /// - Parameter cause: `command:` and the name, if not given.
    /// - Throws: ``CommandError`` before anything has happened; whatever the command throws.
    @discardableResult
    package func run(
        _ name: String,
        _ arguments: [String: JSONValue] = [:],
        cause: Cause? = nil,
        trace: TraceID = TraceID()
    ) async throws -> JSONValue {
        guard let command = commandOfName[name] else {
            throw CommandError.unknownCommand(name, nearest: name.nearest(among: commandOfName.keys))
        }
        try command.parameters.check(arguments)
        let checked = CommandArguments(json: arguments, trace: trace, cause: cause ?? .command(name))
        let answer = try await command.body(checked)
        onRun(name, arguments, trace)
        return answer
    }
}
