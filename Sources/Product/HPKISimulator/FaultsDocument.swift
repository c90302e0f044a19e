import Simulation

/// The tables of FAULTS.md, from the injection points themselves.
package enum FaultsDocument {
    package static var tables: String { Composition.injectionPoints.map(section).joined(separator: "\n\n") }

    private static func section(_ point: InjectionPoint) -> String {
        let attributes = point.attributes.map { "`\($0)`" }.joined(separator: ", ")
        let head = [
            "### `\(point.name)`", "", "\(point.summary) Attributes: \(attributes).", "",
            "| effect | what the client sees | arguments | in chaos |", "|---|---|---|---|",
        ]
        return (head + point.effects.map(row)).joined(separator: "\n")
    }

    private static func row(_ kind: FaultEffectKind) -> String {
        let arguments = kind.parameters.map { parameter in
            "`\(parameter.name)`\(parameter.isRequired ? " (required)" : ""): \(parameter.summary)"
        }
        let cells = [
            "`\(kind.name)`", kind.summary, arguments.joined(separator: "<br>"), kind.chaos == nil ? "" : "yes",
        ]
        return "| " + cells.joined(separator: " | ") + " |"
    }
}
