package import Foundation
package import Logging

/// How a simulation is opened.
package struct SimulationConfiguration: Sendable {
    package enum Storage: Sendable {
        /// A temporary file, removed at the end.
        case ephemeral
        /// Made with mode 0700 if it does not exist.
        case directory(URL)
    }

    package var storage: Storage
    /// Every domain; at one instant the earlier in the list acts first.
    package var domains: [any Domain.Type]
    /// What faults are drawn from; never feeds anything secret. `nil`: as before, or a random one.
    package var seed: UInt64?
    package var pace: Pace
    /// `nil`: as before, or real time.
    package var clock: ClockStart?
    /// The points that fault rules may name; empty: any.
    package var injectionPoints: [InjectionPoint]
    /// What reserved values choose.
    package var reservedOutcomes: [ReservedOutcome]
    package var timeSource: TimeSource
    package var logger: Logger

    package init(
        storage: Storage = .ephemeral,
        domains: [any Domain.Type] = [],
        seed: UInt64? = nil,
        pace: Pace = .natural,
        clock: ClockStart? = nil,
        injectionPoints: [InjectionPoint] = [],
        reservedOutcomes: [ReservedOutcome] = [],
        timeSource: TimeSource = .system,
        logger: Logger = Logger(label: "hpki-sim")
    ) {
        self.storage = storage
        self.domains = domains
        self.seed = seed
        self.pace = pace
        self.clock = clock
        self.injectionPoints = injectionPoints
        self.reservedOutcomes = reservedOutcomes
        self.timeSource = timeSource
        self.logger = logger
    }
}
