package import Foundation

/// Commands that happen together: all their events are in the journal, or none.
package struct Transaction {
    /// The simulation clock for everything in here.
    package let instant: Date
    let world: World
    private let cause: Cause
    private let trace: TraceID
    /// Without undo a transaction has one command only, which fails before anything has changed.
    private let keepsUndo: Bool
    private var undo: [() -> Void] = []
    private(set) var operations: [StoreOperation] = []

    init(world: World, instant: Date, cause: Cause, trace: TraceID, keepsUndo: Bool) {
        self.world = world
        self.instant = instant
        self.cause = cause
        self.trace = trace
        self.keepsUndo = keepsUndo
    }

    /// Decides on the state that the commands before have left, and applies.
    ///
    /// - Throws: `D.Failure`; the whole transaction is undone when the error leaves its body.
    @discardableResult
    package mutating func perform<D: Domain>(_ command: D.Command, in domain: D.Type) throws -> Performed<D> {
        let slot = world.slot(of: domain)
        // The event is applied as it will be read back, so that the state is the fold of what is stored.
        let decided = try decide(command, in: slot).map { event in
            let (type, payload) = try EventCoding.encode(event)
            return (type: type, payload: payload, event: try EventCoding.decode(type, payload) as D.Event)
        }
        if keepsUndo { saveUndo(slot) }
        var envelopes: [EventEnvelope] = []
        for (type, payload, event) in decided {
            let envelope = EventEnvelope(
                seq: world.lastSeq + 1,
                instant: instant,
                type: type,
                version: D.Event.version(of: type),
                cause: cause,
                trace: trace,
                payload: payload
            )
            slot.apply(event, at: instant)
            slot.lastChange = envelope.seq
            world.follow(envelope)
            envelopes.append(envelope)
            operations.append(.event(envelope))
        }
        // Not by key path: in generic code those are looked up at run time, each time.
        return Performed(instant: instant, events: decided.map { $0.event }, envelopes: envelopes)
    }

    /// The state that the commands before have left.
    package func state<D: Domain>(of domain: D.Type) -> D.State { world.slot(of: domain).state }

    /// Stores bytes together with the events.
    package mutating func store(_ blob: Blob) {
        operations.append(.storeBlob(blob))
    }

    mutating func append(_ operation: StoreOperation) {
        operations.append(operation)
    }

    func rollBack() {
        for step in undo.reversed() { step() }
    }

    /// A function of its own, so that its reference to the state is gone when the event is applied in place.
    private func decide<D: Domain>(_ command: D.Command, in slot: TypedSlot<D>) throws -> [D.Event] {
        try D.decide(
            command,
            in: DecisionContext(state: slot.state, now: instant, world: WorldView(world: world))
        )
    }

    private mutating func saveUndo(_ slot: some DomainSlot) {
        let (saved, lastChange) = (slot.saved, slot.lastChange)
        let (lastSeq, lastInstant) = (world.lastSeq, world.lastInstant)
        undo.append { [world] in
            slot.restore(saved)
            slot.lastChange = lastChange
            world.lastSeq = lastSeq
            world.lastInstant = lastInstant
        }
    }
}
