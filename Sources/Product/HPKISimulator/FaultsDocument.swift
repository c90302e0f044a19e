import Simulation

/// The tables of FAULTS.md, from the injection points themselves.
package enum FaultsDocument {
    package static var tables: String {
        let reserved = [
            section(
                of: .practitioner,
                "Reserved ids and PINs of practitioners",
                "Behind the login id (`doctor~too-few-signatures`, in the login's JSON or in `login_hint`), or as the PIN of a plain-PIN credential."
            ),
            section(
                of: .reader,
                "Reserved PINs of cards",
                "Sent to a card by VERIFY: the PIN to an HPKI card or as 利用者証明 PIN, the longer one as 署名用パスワード."
            ),
        ]
        return (Composition.injectionPoints.map(section) + reserved).joined(separator: "\n\n")
    }

    private static func section(of bearer: ReservedOutcome.Bearer, _ title: String, _ summary: String) -> String {
        let head = [
            "### \(title)", "", summary, "", "| name | PIN | what happens | rule | row |", "|---|---|---|---|---|",
        ]
        let rows = Composition.reservedOutcomes.filter { $0.bearer == bearer }.map { outcome in
            let cells = [
                "`\(outcome.name)`", outcome.secrets.map { "`\($0)`" }.joined(separator: ", "),
                "\(outcome.japaneseTitle) \(outcome.englishTitle)", "`\(outcome.point)` `\(outcome.effect.name)`",
                outcome.catalogueID,
            ]
            return "| \(cells.joined(separator: " | ")) |"
        }
        return (head + rows).joined(separator: "\n")
    }

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
