/// What has happened: every event, in order, as far as it is on disk.
package struct Journal: Sendable {
    private let store: Store
    private let hub: JournalHub
    private let fields: JournalFields

    init(store: Store, hub: JournalHub, fields: JournalFields) {
        self.store = store
        self.hub = hub
        self.fields = fields
    }

    /// Every type that a registered domain can emit.
    package var eventTypes: [String] { fields.types }

    /// Those types with the members of their payloads.
    package var eventShapes: [EventShape] { fields.shapes }

    /// The number of the last event on disk; 0 for none.
    package var lastSeq: Int { hub.committed.value }

    /// Events after a number, oldest first.
    ///
    /// - Parameters:
    ///   - types: exact types, or beginnings followed by `*` (`lint.*`); empty for all.
    ///   - limit: at most so many.
    /// - Throws: ``SimulationError`` when the store cannot be read.
    package func events(
        after seq: Int = 0,
        types: [String] = [],
        trace: TraceID? = nil,
        limit: Int = .max
    ) async throws -> [EventEnvelope] {
        let known = fields.matching(types)
        if let known, known.isEmpty { return [] }
        return try await store.events(
            asynchronously: EventQuery(after: seq, types: known ?? [], trace: trace, limit: limit)
        )
    }

    /// Events as they are committed, without end; ends when the simulation is shut down.
    ///
    /// A reader that falls behind loses nothing and holds nobody up: it reads on from the store.
    ///
    /// - Parameter seq: only events after this number; by default, after the last one.
    package func stream(after seq: Int? = nil, types: [String] = []) -> EventStream {
        EventStream(store: store, hub: hub, after: seq ?? lastSeq, types: fields.matching(types))
    }

    /// The event as it may be shown: secrets replaced by `"[redacted]"`.
    package func redacted(_ envelope: EventEnvelope) -> EventEnvelope {
        let secrets = fields.secretFields(of: envelope.type)
        guard !secrets.isEmpty else { return envelope }
        var copy = envelope
        copy.payload = envelope.payload.replacingMembers(named: secrets) { _, _ in "[redacted]" }
        return copy
    }

    /// The events in a form that is the same for two runs with the same seed, see ``NormalisedJournal``.
    package func normalised(_ envelopes: [EventEnvelope]) -> [JSONValue] {
        NormalisedJournal.normalise(envelopes, variableFields: fields.variableFields(of:))
    }
}
