package import Foundation

/// One line of the journal: a fact, when it happened, and what brought it about.
package struct EventEnvelope: Hashable, Sendable {
    /// Position in the journal, from 1, without gaps.
    package let seq: Int
    /// When it happened on the simulation clock, in whole milliseconds.
    package let instant: Date
    /// `noun.participle`.
    package let type: String
    /// Version of the payload's shape, from 1.
    package let version: Int
    package let cause: Cause
    package let trace: TraceID
    /// Always an object.
    package var payload: JSONValue

    /// The typed event, `nil` where it is no event of that domain.
    package func event<D: Domain>(of domain: D.Type) throws -> D.Event? {
        guard D.Event.types.contains(type) else { return nil }
        return try EventCoding.decode(type, try D.Event.current(payload, type: type, version: version))
    }

    /// The form of the admin API and of reports.
    package var json: JSONValue {
        [
            "seq": .integer(seq), "instant": .string(instant.rfc3339), "type": .string(type),
            "version": .integer(version), "cause": .string(cause.description), "trace": .string(trace.description),
            "payload": payload,
        ]
    }
}
