/// A fault that a program chooses by a value which it sends anyway: what stands behind a login id, or a PIN. For programs
/// that can set no header and call no admin API.
package struct ReservedOutcome: Sendable, Hashable {
    /// Whose value it is: the attribute of the injection point that has to match.
    package enum Bearer: String, Sendable, CaseIterable {
        case practitioner
        case reader
    }

    /// Where the value was sent; what came through one door stays when another is used.
    package enum Door: String, Sendable {
        case login
        case pin
        case card
    }

    package let bearer: Bearer
    /// Behind a login id: `doctor~too-few-signatures`.
    package let name: String
    /// The last two digits of its PIN; unique among those of one bearer.
    package let digits: String
    package let japaneseTitle: String
    package let englishTitle: String
    /// The row of the failure catalogue that it shows.
    package let catalogueID: String
    package let point: String
    package let matching: [String: String]
    package let effect: FaultEffect

    package init(
        _ bearer: Bearer,
        _ digits: String,
        _ name: String,
        _ japaneseTitle: String,
        _ englishTitle: String,
        shows catalogueID: String,
        at point: InjectionPoint,
        matching: [String: String] = [:],
        _ effect: FaultEffect
    ) {
        self.bearer = bearer
        self.digits = digits
        self.name = name
        self.japaneseTitle = japaneseTitle
        self.englishTitle = englishTitle
        self.catalogueID = catalogueID
        self.point = point.name
        self.matching = matching
        self.effect = effect
    }

    /// [D] The PIN of four digits, as the shortest secrets that ask for digits are; of a card, the password of letters and
    /// digits, too, where at least six are asked for.
    package var secrets: [String] {
        let pin = "99\(digits)"
        return bearer == .reader ? [pin, "SIM\(pin)"] : [pin]
    }

    /// Once, for this bearer.
    func rule(at door: Door, for subject: String) -> FaultRule {
        FaultRule(
            id: Self.prefix(door, subject) + name,
            point: point,
            matching: matching.merging([bearer.rawValue: subject]) { $1 },
            when: .first(1),
            effect: effect
        )
    }

    static func prefix(_ door: Door, _ subject: String) -> String { "reserved.\(door.rawValue).\(subject)." }
}

extension [ReservedOutcome] {
    package func named(_ name: some StringProtocol, of bearer: ReservedOutcome.Bearer) -> ReservedOutcome? {
        first { $0.bearer == bearer && $0.name == name }
    }

    /// The one that a PIN or password chooses.
    package func chosen(by secret: String, of bearer: ReservedOutcome.Bearer) -> ReservedOutcome? {
        first { $0.bearer == bearer && $0.secrets.contains(secret) }
    }
}
