extension JSONValue {
    /// A copy in which the members with these names, at any depth, have other values.
    func replacingMembers(
        named names: Set<String>,
        _ replacement: (String, JSONValue) -> JSONValue
    ) -> JSONValue {
        switch self {
        case .object(let members):
            var copy = members
            // In order, so that a replacement that counts is the same every time.
            for (name, value) in members.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
                copy[name] =
                    names.contains(name)
                    ? replacement(name, value) : value.replacingMembers(named: names, replacement)
            }
            return .object(copy)
        case .array(let elements):
            return .array(elements.map { $0.replacingMembers(named: names, replacement) })
        default:
            return self
        }
    }
}
