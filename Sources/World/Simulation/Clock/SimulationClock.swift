package import Foundation

/// The clock of the simulated world: desk, fees, revocation, sessions, the content of CRLs, certificate verification.
///
/// What a foreign client checks by its own clock (`iat`, `exp`, `Date`, cookies) takes ``realNow`` instead.
package struct SimulationClock: Sendable {
    private let simulation: Simulation

    init(simulation: Simulation) {
        self.simulation = simulation
    }

    /// What the clock shows, in whole milliseconds. Takes no lock that is ever held for long.
    package var now: Date { simulation.clockReading() }

    /// Real time, in whole milliseconds.
    package var realNow: Date { simulation.realNow() }

    package var setting: ClockSetting { simulation.clockSetting.withLock { $0 } }

    /// Moves the clock on; everything that was due on the way happens before this returns, one by one, each at its own
    /// instant.
    ///
    /// - Throws: ``SimulationError`` `invalidClock` for a negative duration (``set(to:cause:trace:)`` goes backwards).
    @discardableResult
    package func advance(
        by duration: Duration,
        cause: Cause = .command("clock.advance"),
        trace: TraceID = TraceID()
    ) async throws -> ClockChange {
        guard duration >= .zero else {
            throw SimulationError(.invalidClock, "the clock is advanced by a positive duration: set it to go backwards")
        }
        try check(now.adding(duration))
        return try await change(.advance(duration), cause, trace)
    }

    /// Sets the clock, forwards or backwards; a frozen clock stays frozen.
    ///
    /// Backwards is allowed and said (``ClockChange/isBackwards``): what has happened stays happened.
    @discardableResult
    package func set(
        to instant: Date,
        cause: Cause = .command("clock.set"),
        trace: TraceID = TraceID()
    ) async throws -> ClockChange {
        try check(instant)
        return try await change(.set(instant), cause, trace)
    }

    /// Stops the clock, at an instant or where it is.
    @discardableResult
    package func freeze(
        at instant: Date? = nil,
        cause: Cause = .command("clock.freeze"),
        trace: TraceID = TraceID()
    ) async throws -> ClockChange {
        if let instant { try check(instant) }
        return try await change(.freeze(at: instant), cause, trace)
    }

    /// Lets a frozen clock run on from where it stands.
    @discardableResult
    package func resume(
        cause: Cause = .command("clock.resume"),
        trace: TraceID = TraceID()
    ) async throws -> ClockChange {
        try await change(.resume, cause, trace)
    }

    /// Back to real time.
    @discardableResult
    package func followRealTime(
        cause: Cause = .command("clock.real"),
        trace: TraceID = TraceID()
    ) async throws -> ClockChange {
        try await change(.followRealTime, cause, trace)
    }

    private func check(_ instant: Date) throws {
        // Certificates (RFC 5280 section 4.1.2.5) end with the year 9999.
        guard (Int64(-62_135_596_800_000)...253_402_300_799_999).contains(instant.milliseconds) else {
            throw SimulationError(.invalidClock, "the clock stays between the years 1 and 9999")
        }
    }

    private func change(
        _ action: ClockDomain.Command.Action,
        _ cause: Cause,
        _ trace: TraceID
    ) async throws -> ClockChange {
        try await simulation.moveClock(action, cause: cause, trace: trace)
    }
}
