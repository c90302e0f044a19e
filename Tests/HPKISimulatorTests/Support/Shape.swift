import Simulation

/// The shape of a JSON value, as a schema says it: types, required members, allowed strings.
indirect enum Shape: Sendable {
    case string
    /// One of these.
    case oneOf(Set<String>)
    /// At most so many characters.
    case text(Int)
    case number
    case array(Shape)
    /// Further members are allowed, as in the official schemas.
    case object(required: [String: Shape], optional: [String: Shape] = [:])

    /// What does not fit, as `path: complaint`; empty where all does.
    func complaints(about value: JSONValue?, at path: String = "$") -> [String] {
        switch (self, value) {
        case (.string, .string): return []
        case (.oneOf(let allowed), .string(let text)): return allowed.contains(text) ? [] : ["\(path): '\(text)'"]
        case (.text(let limit), .string(let text)): return text.count <= limit ? [] : ["\(path): too long"]
        case (.number, .integer), (.number, .number): return []
        case (.array(let shape), .array(let values)):
            return values.enumerated().flatMap { shape.complaints(about: $1, at: "\(path)[\($0)]") }
        case (.object(let required, let optional), .object(let members)):
            return required.flatMap { $1.complaints(about: members[$0], at: "\(path).\($0)") }
                + optional.flatMap { name, shape in
                    members[name] == nil ? [] : shape.complaints(about: members[name], at: "\(path).\(name)")
                }
        default: return ["\(path): \(value?.text() ?? "missing")"]
        }
    }
}
