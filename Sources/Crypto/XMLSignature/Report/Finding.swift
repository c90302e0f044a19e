/// The outcome of one check.
package struct Finding: Hashable, Sendable, Codable {
    package let item: CheckItem
    package let verdict: Verdict
    package let indication: Indication?
    /// The attack that this looks like.
    package let attack: Attack?
    /// One English sentence; empty for what is in order.
    package let message: String
    /// What would have matched, when something did not.
    package let diagnosis: Diagnosis?

    static func valid(_ item: CheckItem) -> Finding {
        Finding(item: item, verdict: .valid, indication: nil, attack: nil, message: "", diagnosis: nil)
    }

    static func invalid(
        _ item: CheckItem,
        _ indication: Indication,
        _ message: String,
        attack: Attack? = nil,
        diagnosis: Diagnosis? = nil
    ) -> Finding {
        Finding(
            item: item,
            verdict: .invalid,
            indication: indication,
            attack: attack,
            message: OneLine.text(message),
            diagnosis: diagnosis
        )
    }

    static func indeterminate(_ item: CheckItem, _ indication: Indication, _ message: String) -> Finding {
        Finding(
            item: item,
            verdict: .indeterminate,
            indication: indication,
            attack: nil,
            message: OneLine.text(message),
            diagnosis: nil
        )
    }
}
