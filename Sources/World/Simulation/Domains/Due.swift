package import Foundation

/// A command that a domain wants to be performed by itself at an instant of the simulation clock.
package struct Due<Command: Sendable>: Sendable {
    package let instant: Date
    package let command: Command

    package init(at instant: Date, _ command: Command) {
        self.instant = instant
        self.command = command
    }
}
