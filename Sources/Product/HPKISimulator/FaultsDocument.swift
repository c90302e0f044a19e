import Simulation

/// The tables of FAULTS.md, from the injection points themselves.
package enum FaultsDocument {
    package static var tables: String {
        (Composition.injectionPoints.map(section) + [reserved]).joined(separator: "\n\n")
    }

    private static var reserved: String {
        let groups = [
            (
                "### Reserved ids and PINs of practitioners",
                "Behind the login id (`doctor~too-few-signatures`, in the login's JSON or in `login_hint`), or as the PIN of a plain-PIN credential.",
                ReservedOutcome.Bearer.practitioner
            ),
            (
                "### Reserved PINs of cards",
                "Sent to a card by VERIFY: the PIN to an HPKI card or as 利用者証明 PIN, the password as 署名用パスワード.",
                .reader
            ),
        ]
        return groups.map { title, summary, bearer in
            let outcomes = Composition.reservedOutcomes.filter { $0.bearer == bearer }
            let rows = outcomes.map { outcome in
                let secret = bearer == .reader ? " | `\(outcome.password)`" : ""
                return
                    "| `\(outcome.name)` | `\(outcome.pin)`\(secret) | \(outcome.japaneseTitle) \(outcome.englishTitle) | `\(outcome.point)` `\(outcome.effect.name)` | \(outcome.catalogueID) |"
            }
            let secret = bearer == .reader ? " | password" : ""
            let rule = bearer == .reader ? "|---" : ""
            let head = [
                title, "", summary, "", "| name | PIN\(secret) | what happens | rule | row |",
                "|---|---|---|---|---\(rule)|",
            ]
            return (head + rows).joined(separator: "\n")
        }.joined(separator: "\n\n")
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
