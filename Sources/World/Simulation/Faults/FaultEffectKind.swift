/// An effect that an injection point understands: one line of the table of faults.
package struct FaultEffectKind: Hashable, Sendable {
    /// As rules write it: `error`, `delay`, `truncate`.
    package let name: String
    /// What the client sees.
    package let summary: String
    package let parameters: [CommandParameter]
    /// The arguments with which `fault.chaos` uses the effect; nil where it is too rude for that.
    package let chaos: JSONValue?

    package init(
        _ name: String,
        _ summary: String,
        _ parameters: [CommandParameter] = [],
        chaos: JSONValue? = nil
    ) {
        self.name = name
        self.summary = summary
        self.parameters = parameters
        self.chaos = chaos
    }

    /// - Throws: `invalidEffect` for arguments that are missing, unknown or of another kind.
    func check(_ effect: FaultEffect) throws(FaultPlanError) {
        // A delay is checked by its own type.
        if case .delay = effect { return }
        guard let arguments = effect.arguments.object else {
            throw .invalidEffect(name, reason: "its arguments are an object")
        }
        do {
            try parameters.check(arguments)
        } catch {
            throw .invalidEffect(name, reason: "\(error)")
        }
    }
}

extension FaultEffect {
    package var name: String {
        switch self {
        case .error: "error"
        case .delay: "delay"
        case .drop: "drop"
        case .flip: "flip"
        case .custom(let name, _): name
        }
    }

    /// The arguments of every effect but `delay`.
    package var arguments: JSONValue {
        switch self {
        case .error(let value), .custom(_, let value): value
        case .flip(let bit): bit.map { ["bit": .integer($0)] } ?? [:]
        case .drop, .delay: [:]
        }
    }
}
