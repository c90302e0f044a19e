/// One line of the fault plan: where, for whom, how often, what.
package struct FaultRule: Codable, Hashable, Sendable {
    /// Unique in the plan; also names the rule's random stream.
    package let id: String
    /// The name of an injection point, or the beginning of several followed by `*`.
    package let point: String
    /// Attributes that must have these values; empty for every passage.
    package let matching: [String: String]
    package let when: Occurrence
    package let effect: FaultEffect

    package init(
        id: String,
        point: String,
        matching: [String: String] = [:],
        when: Occurrence = .always,
        effect: FaultEffect
    ) {
        self.id = id
        self.point = point
        self.matching = matching
        self.when = when
        self.effect = effect
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(String.self, forKey: .id)
        point = try container.decode(String.self, forKey: .point)
        matching = try container.decodeIfPresent([String: String].self, forKey: .matching) ?? [:]
        when = try container.decodeIfPresent(Occurrence.self, forKey: .when) ?? .always
        effect = try container.decode(FaultEffect.self, forKey: .effect)
    }

    func covers(_ name: String) -> Bool {
        point.hasSuffix("*") ? name.hasPrefix(point.dropLast()) : name == point
    }

    func matches(_ name: String, _ attributes: [String: String]) -> Bool {
        covers(name) && matching.allSatisfy { attributes[$0] == $1 }
    }
}
