/// Why the fault plan was not changed.
package enum FaultPlanError: Error, Hashable, Sendable {
    case duplicateRule(String)
    case unknownRule(String)
    /// No injection point has this name; the nearest one that exists, if one is near.
    case unknownPoint(String, nearest: String?)
    /// The injection point has no such attribute.
    case unknownAttribute(String, known: [String])
    /// The injection point does not carry out this effect.
    case unknownEffect(String, point: String, known: [String])
    /// What the effect says of itself is not what the point takes.
    case invalidEffect(String, CommandError)
}

extension FaultPlanError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .duplicateRule(let id): return "there is a fault rule \"\(id)\" already: remove it first"
        case .unknownRule(let id): return "there is no fault rule \"\(id)\""
        case .unknownPoint(let name, let nearest):
            return "there is no injection point \"\(name)\"" + (nearest.map { ": did you mean \"\($0)\"?" } ?? "")
        case .unknownAttribute(let name, let known):
            return "\"\(name)\" is no attribute there: there are \(known.sorted().joined(separator: ", "))"
        case .unknownEffect(let name, let point, let known):
            return "\(point) knows no effect \"\(name)\": there are \(known.sorted().joined(separator: ", "))"
        case .invalidEffect(let name, let error): return "\(name): \(error)"
        }
    }
}
