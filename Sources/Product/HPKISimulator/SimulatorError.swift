/// Why a simulator could not start or go on: one line with the way out.
public struct SimulatorError: Error, Sendable, CustomStringConvertible {
    public let description: String
    /// A port, socket or directory is taken by something else that runs; nothing is wrong with the input.
    public let isUnavailable: Bool

    init(_ description: String, isUnavailable: Bool = false) {
        self.description = description
        self.isUnavailable = isUnavailable
    }
}
