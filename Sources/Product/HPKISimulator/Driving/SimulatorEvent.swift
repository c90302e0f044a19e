public import Foundation
import Simulation

/// One line of the journal, secrets redacted.
public struct SimulatorEvent: Hashable, Sendable {
    /// Its place in the journal, from 1.
    public let number: Int
    /// On the simulation clock.
    public let instant: Date
    /// `signature.created` and the like; `EVENTS.md` has them all.
    public let type: String
    public let payload: SimulatorValue

    init(_ envelope: EventEnvelope) {
        number = envelope.seq
        instant = envelope.instant
        type = envelope.type
        payload = SimulatorValue(envelope.payload)
    }
}
