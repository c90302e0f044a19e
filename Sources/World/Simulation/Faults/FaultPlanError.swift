/// Why the fault plan was not changed.
package enum FaultPlanError: Error, Hashable, Sendable {
    case duplicateRule(String)
    case unknownRule(String)
    /// No injection point has this name; the nearest one that exists, if one is near.
    case unknownPoint(String, nearest: String?)
    /// The injection point has no such attribute.
    case unknownAttribute(String, known: [String])
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
        }
    }
}
