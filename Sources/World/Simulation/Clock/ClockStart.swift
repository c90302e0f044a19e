package import Foundation

/// How the clock stands when a simulation is opened.
package enum ClockStart: Hashable, Sendable {
    case real
    /// Runs on from an instant (`--clock`).
    case running(from: Date)
    case frozen(at: Date)
}
