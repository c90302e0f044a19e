/// A named place in the program at which the fault plan may change what happens.
package struct InjectionPoint: Hashable, Sendable {
    /// Dotted from the whole to the part: `http.answer`.
    package let name: String
    /// When the point is passed.
    package let summary: String
    /// The attributes that rules can match here.
    package let attributes: [String]
    /// What rules can do here; empty for anything.
    package let effects: [FaultEffectKind]

    package init(
        _ name: String,
        _ summary: String = "",
        attributes: [String] = [],
        effects: [FaultEffectKind] = []
    ) {
        self.name = name
        self.summary = summary
        self.attributes = attributes
        self.effects = effects
    }

    /// - Throws: `unknownEffect`, `invalidEffect`.
    func check(_ effect: FaultEffect) throws(FaultPlanError) {
        guard !effects.isEmpty else { return }
        let names = effects.map(\.name)
        guard let kind = effects.first(where: { $0.name == effect.name }) else {
            throw .unknownEffect(effect.name, point: name, nearest: effect.name.nearest(among: names), known: names)
        }
        try kind.check(effect)
    }
}

extension [InjectionPoint] {
    /// Holds a rule against the points that there are; without points everything goes.
    ///
    /// - Throws: ``FaultPlanError`` for a point or attribute that does not exist, or an effect that one of the covered
    ///   points does not understand.
    package func check(_ rule: FaultRule) throws(FaultPlanError) {
        guard !isEmpty else { return }
        let covered = filter { rule.covers($0.name) }
        guard !covered.isEmpty else {
            throw .unknownPoint(rule.point, nearest: rule.point.nearest(among: map(\.name)))
        }
        let known = Set(covered.flatMap(\.attributes))
        for attribute in rule.matching.keys.sorted() where !known.contains(attribute) {
            throw .unknownAttribute(attribute, known: known.sorted())
        }
        for point in covered { try point.check(rule.effect) }
    }

    /// A little misbehaviour everywhere: at each point, this share of the passages goes wrong, in one of the ways that
    /// the point offers for it.
    ///
    /// Named `chaos.<point>.<effect>`, so that the same seed gives the same draws.
    func chaos(share: Double) throws -> [FaultRule] {
        try flatMap { point in
            let kinds = point.effects.filter { $0.chaos != nil }
            return try kinds.map { kind in
                let effect: JSONValue = .object([kind.name: kind.chaos ?? [:]])
                return FaultRule(
                    id: "\(FaultPlan.chaosPrefix)\(point.name).\(kind.name)",
                    point: point.name,
                    when: .probability(share / Double(kinds.count)),
                    effect: try effect.decode()
                )
            }
        }
    }
}
