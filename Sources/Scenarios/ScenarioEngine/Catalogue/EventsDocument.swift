import Simulation

/// The tables of EVENTS.md: every event and every command with their members.
package enum EventsDocument {
    package static func tables(_ vocabulary: ScenarioVocabulary) -> String {
        let events = vocabulary.events.map { event in
            "| `\(event.type)` | \(event.fields.map(member).joined(separator: "<br>")) |"
        }
        let commands = vocabulary.commands.map { command in
            "| `\(command.name)` | \(cell(command.summary)) | \(command.parameters.map(argument).joined(separator: "<br>")) |"
        }
        let steps = vocabulary.clientSteps.map { step in
            "| `\(step.name)` | \(cell(step.summary)) | \(step.parameters.map(argument).joined(separator: "<br>")) |"
        }
        return [
            section("Events", "| event | members of its payload |", "|---|---|", events),
            section("Commands", "| command | what it does | arguments |", "|---|---|---|", commands),
            section("Steps of the reference client", "| step | what it does | arguments |", "|---|---|---|", steps),
        ].joined(separator: "\n\n")
    }

    private static func section(_ title: String, _ head: String, _ line: String, _ rows: [String]) -> String {
        (["## \(title)", "", head, line] + rows).joined(separator: "\n")
    }

    private static func member(_ field: EventShape.Field) -> String {
        "`\(field.name)`: \(field.kind)\(field.isOptional ? " (may be missing)" : "")"
    }

    private static func argument(_ parameter: CommandParameter) -> String {
        "`\(parameter.name)`\(parameter.isRequired ? " (required)" : ""): \(cell(parameter.summary))"
    }

    /// Inside a cell a bar ends it.
    private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
}
