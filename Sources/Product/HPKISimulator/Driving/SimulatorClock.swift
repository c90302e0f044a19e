public import Foundation
import Simulation

/// The simulation clock: it rules sessions, revocation, lists and the verification of certificates, never real waits.
public struct SimulatorClock: Sendable {
    let clock: SimulationClock

    public var now: Date { clock.now }

    /// Moves the clock on; what was due on the way happens, each at its own instant.
    public func advance(by duration: Duration) async throws {
        try await telling { try await clock.advance(by: duration) }
    }

    /// Sets the clock, forwards or backwards.
    public func set(to instant: Date) async throws {
        try await telling { try await clock.set(to: instant) }
    }

    /// Stops the clock where it is.
    public func freeze() async throws {
        try await telling { try await clock.freeze() }
    }

    /// Lets a frozen clock run on from where it stands.
    public func resume() async throws {
        try await telling { try await clock.resume() }
    }

    private func telling(_ change: () async throws -> ClockChange) async throws(SimulatorError) {
        do {
            _ = try await change()
        } catch {
            throw SimulatorError("\(error)")
        }
    }
}

extension Duration {
    /// Days of 24 hours: `simulator.clock.advance(by: .days(15))`.
    public static func days(_ count: Int) -> Duration { .seconds(count * 86_400) }
}
