/// Why the fault plan was not changed.
package enum FaultPlanError: Error, Hashable, Sendable {
    case duplicateRule(String)
    case unknownRule(String)
    /// No injection point has this name; the nearest one that exists, if one is near.
    case unknownPoint(String, nearest: String?)
    /// The injection point has no such attribute.
    case unknownAttribute(String, known: [String])
    /// The injection point does not understand the effect.
    case unknownEffect(String, point: String, nearest: String?, known: [String])
    /// The effect's arguments are not what it takes.
    case invalidEffect(String, reason: String)
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
        case .unknownEffect(let name, let point, let nearest, let known):
            let hint = nearest.map { "did you mean \"\($0)\"?" } ?? "there are \(known.joined(separator: ", "))"
            return "\(point) has no effect \"\(name)\": \(hint)"
        case .invalidEffect(let name, let reason):
            return "the effect \"\(name)\": \(reason)"
        }
    }
}
