package import Simulation

/// A value of a YAML document that knows where it stands.
package struct SourceValue: Sendable {
    package enum Content: Sendable {
        case scalar(JSONValue)
        case list([SourceValue])
        /// In the order written; keys are unique.
        case mapping([Member])
    }

    package struct Member: Sendable {
        package let key: String
        package let keyOrigin: Origin
        package let value: SourceValue
    }

    package let origin: Origin
    package let content: Content

    package init(_ content: Content, at origin: Origin) {
        self.content = content
        self.origin = origin
    }

    /// Without the places.
    package var json: JSONValue {
        switch content {
        case .scalar(let value): value
        case .list(let values): .array(values.map(\.json))
        case .mapping(let members): .object(Dictionary(members.map { ($0.key, $0.value.json) }) { first, _ in first })
        }
    }

    package var members: [Member]? {
        if case .mapping(let members) = content { members } else { nil }
    }

    package subscript(key: String) -> SourceValue? { members?.first { $0.key == key }?.value }

    func error(_ reason: String) -> ScenarioError { ScenarioError(origin, reason) }
}

// MARK: - Shapes

extension SourceValue {
    func text() throws(ScenarioError) -> String {
        switch content {
        case .scalar(.string(let text)): return text
        case .scalar(.integer(let number)): return String(number)
        default: throw error("expected a text, found \(json.kindName)")
        }
    }

    func integer() throws(ScenarioError) -> Int {
        guard let number = json.integer else { throw error("expected a whole number, found \(json.kindName)") }
        return number
    }

    func flag() throws(ScenarioError) -> Bool {
        guard let flag = json.bool else { throw error("expected true or false, found \(json.kindName)") }
        return flag
    }

    /// A list; a single value stands for a list of one.
    func list() throws(ScenarioError) -> [SourceValue] {
        if case .list(let values) = content { values } else { [self] }
    }

    func texts() throws(ScenarioError) -> [String] {
        var texts: [String] = []
        for value in try list() { texts.append(try value.text()) }
        return texts
    }

    func mapping() throws(ScenarioError) -> [Member] {
        guard let members else { throw error("expected “key: value” lines, found \(json.kindName)") }
        return members
    }

    /// `name` alone, or `name: value` as the only pair of a mapping.
    func named() throws(ScenarioError) -> (name: String, origin: Origin, value: SourceValue?) {
        if case .scalar(.string(let name)) = content { return (name, origin, nil) }
        guard let members, members.count == 1, let only = members.first else {
            throw error("expected a name, or one “name: value”")
        }
        return (only.key, only.keyOrigin, only.value)
    }

    /// One of the raw values of an enumeration.
    func choice<Choice: RawRepresentable & CaseIterable>(
        of type: Choice.Type = Choice.self
    ) throws(ScenarioError) -> Choice where Choice.RawValue == String {
        let text = try text()
        if let choice = Choice(rawValue: text) { return choice }
        let known = Choice.allCases.map(\.rawValue)
        throw error("unknown value \"\(text)\"" + Hint.nearest(text, among: known))
    }

    /// A mapping of which only `known` keys may stand there.
    func fields(_ known: [String]) throws(ScenarioError) -> SourceFields {
        let members = try mapping()
        for member in members where !known.contains(member.key) {
            throw ScenarioError(
                member.keyOrigin,
                "unknown key \"\(member.key)\"" + Hint.nearest(member.key, among: known)
            )
        }
        return SourceFields(owner: self, members: members)
    }
}
