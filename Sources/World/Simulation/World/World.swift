import Foundation

/// The states of all domains and the end of the journal. Touched only under the simulation's lock.
final class World {
    let domains: [any Domain.Type]
    /// In the order of registration, which also decides between domains that are due at the same instant.
    let slots: [any DomainSlot]
    private let slotOfDomain: [ObjectIdentifier: Int]
    private let slotOfType: [String: Int]

    /// The last event, committed or still on its way.
    var lastSeq = 0
    /// No event lies before this instant, unless the clock is set backwards.
    var lastInstant = Date.distantPast
    /// The event after which the initial world stands, and its states while they are in memory.
    var initialSeq: Int?
    var initialStates: [any Codable & Sendable]?
    /// Why the states cannot be trusted: the store could not be read again after a lost transaction.
    var damage: SimulationError?
    /// Raised whenever the states are read anew from the store, so that nobody stores what was lost.
    var epoch = 0
    /// When the run loop looks again by itself: what becomes due only later need not wake it.
    var nextLook = Date.distantFuture
    /// How often in a row the same domain was due at the same instant.
    var repeatedDue = (domain: "", instant: Date.distantPast, count: 0)

    init(domains: [any Domain.Type]) throws(SimulationError) {
        self.domains = domains
        slots = domains.map { World.slot($0) }
        slotOfDomain = Dictionary(
            domains.enumerated().map { (ObjectIdentifier($1), $0) },
            uniquingKeysWith: { first, _ in first }
        )
        var slotOfType: [String: Int] = [:]
        for (index, slot) in slots.enumerated() {
            for type in slot.eventTypes where slotOfType.updateValue(index, forKey: type) != nil {
                throw SimulationError(.registration, "the event type \(type) is declared twice")
            }
        }
        guard Set(slots.map(\.domainName)).count == slots.count else {
            throw SimulationError(.registration, "two domains have the same name")
        }
        self.slotOfType = slotOfType
    }

    private static func slot<D: Domain>(_ domain: D.Type) -> any DomainSlot { TypedSlot<D>() }

    /// Asking for a domain that was not registered is a mistake in the program's composition, not in any input.
    func slot<D: Domain>(of domain: D.Type) -> TypedSlot<D> {
        guard let index = slotOfDomain[ObjectIdentifier(domain)], let slot = slots[index] as? TypedSlot<D> else {
            preconditionFailure("the domain \(D.name) is not registered")
        }
        return slot
    }

    func slot(ofEvent type: String) -> (any DomainSlot)? { slotOfType[type].map { slots[$0] } }

    /// The domain that is due first.
    var nextDue: (slot: any DomainSlot, instant: Date)? {
        var next: (slot: any DomainSlot, instant: Date)?
        for slot in slots {
            guard let instant = slot.dueInstant else { continue }
            if let earliest = next?.instant, earliest <= instant { continue }
            next = (slot, instant)
        }
        return next
    }

    /// Whether a domain is due at the same instant over and over; a million facilities may rightly be due at once.
    func isStuck(_ domain: String, at instant: Date) -> Bool {
        let isRepeated = repeatedDue.domain == domain && repeatedDue.instant == instant
        repeatedDue = (domain, instant, isRepeated ? repeatedDue.count + 1 : 1)
        return repeatedDue.count > 1_000_000
    }
}

// MARK: Replay

extension World {
    func restoreInitialStates() {
        for slot in slots { slot.restoreInitialState() }
        lastSeq = 0
        lastInstant = .distantPast
        initialSeq = nil
        initialStates = nil
    }

    /// Takes an event of the journal into the state.
    func apply(stored envelope: EventEnvelope) throws {
        guard let slot = slot(ofEvent: envelope.type) else { throw UnknownEventError(type: envelope.type) }
        try slot.apply(stored: envelope)
        follow(envelope)
    }

    /// Moves the end of the journal behind an event that its domain has just applied.
    func follow(_ envelope: EventEnvelope) {
        lastSeq = envelope.seq
        lastInstant = max(lastInstant, envelope.instant)
        switch SimulationDomain.Event.CodingKeys(rawValue: envelope.type) {
        case .established:
            initialSeq = envelope.seq
            initialStates = slots.map(\.saved)
        case .reset:
            restoreInitialWorld(seq: envelope.seq)
        case .opened, nil:
            break
        }
        // Forwards, what is due on the way is still to happen; backwards, the journal goes back with the clock.
        if let landing = ClockChange.landing(of: envelope) { lastInstant = min(landing, envelope.instant) }
    }

    private func restoreInitialWorld(seq: Int) {
        guard let initialStates else { return }
        for (slot, state) in zip(slots, initialStates) where !(slot is TypedSlot<SimulationDomain>) {
            slot.restore(state)
            slot.lastChange = seq
        }
    }
}
