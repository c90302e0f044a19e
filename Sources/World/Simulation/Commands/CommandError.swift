/// Why a command could not even be tried.
package enum CommandError: Error, Hashable, Sendable {
    /// No command has this name; the nearest one that exists, if one is near.
    case unknownCommand(String, nearest: String?)
    case unknownArgument(String, nearest: String?)
    case missingArgument(String)
    case invalidArgument(name: String, reason: String)
}

extension CommandError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknownCommand(let name, let nearest): "there is no command \"\(name)\"" + hint(nearest)
        case .unknownArgument(let name, let nearest): "there is no argument \"\(name)\"" + hint(nearest)
        case .missingArgument(let name): "the argument \"\(name)\" is missing"
        case .invalidArgument(let name, let reason): "\"\(name)\": \(reason)"
        }
    }

    private func hint(_ nearest: String?) -> String { nearest.map { ": did you mean \"\($0)\"?" } ?? "" }
}
