package import Foundation

/// What a command brought about.
package struct Performed<D: Domain>: Sendable {
    package let instant: Date
    package let events: [D.Event]
    package let envelopes: [EventEnvelope]
}
