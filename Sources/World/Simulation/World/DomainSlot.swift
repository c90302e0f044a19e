import Foundation

/// One registered domain with its state, as seen by the world, which knows no domain's types.
protocol DomainSlot: AnyObject {
    var domainName: String { get }
    var stateVersion: Int { get }
    var eventTypes: [String] { get }
    /// Finds out the shapes of the events: takes a while, so only for who asks.
    var eventShapes: @Sendable () -> [EventShape] { get }
    var secretFields: Set<String> { get }
    var variableFields: Set<String> { get }
    /// Where the domain last changed; 0 for never.
    var lastChange: Int { get set }
    /// The next instant at which the domain wants to act, `nil` for never.
    var dueInstant: Date? { get }
    /// What a snapshot or an undo keeps; cheap, copy on write.
    var saved: any Codable & Sendable { get }

    func restore(_ saved: any Codable & Sendable)
    func restore(content: [UInt8]) throws
    func restoreInitialState()
    func apply(stored event: EventEnvelope) throws
    /// Performs the due command, if there is one, in a transaction at its instant.
    func performDue(in transaction: inout Transaction) throws
    /// Does not ask for the due command again until the state changes.
    func muteDue()
}

final class TypedSlot<D: Domain>: DomainSlot {
    private(set) var state = D.initialState
    var lastChange = 0
    private var due: CachedDue = .unknown

    private enum CachedDue {
        case unknown
        case known(Due<D.Command>?)
    }

    var domainName: String { D.name }
    var stateVersion: Int { D.stateVersion }
    var eventTypes: [String] { D.Event.types }
    var eventShapes: @Sendable () -> [EventShape] { { D.Event.shapes } }
    var secretFields: Set<String> { D.Event.secretFields }
    var variableFields: Set<String> { D.Event.variableFields }
    var saved: any Codable & Sendable { state }
    var dueInstant: Date? { nextDue?.instant }

    private var nextDue: Due<D.Command>? {
        if case .known(let due) = due { return due }
        let next = D.nextDue(state)
        due = .known(next)
        return next
    }

    func apply(_ event: D.Event, at instant: Date) {
        D.apply(event, at: instant, to: &state)
        due = .unknown
    }

    func apply(stored envelope: EventEnvelope) throws {
        guard let event = try envelope.event(of: D.self) else { return }
        apply(event, at: envelope.instant)
        lastChange = envelope.seq
    }

    func restore(_ saved: any Codable & Sendable) {
        guard let state = saved as? D.State else { return }
        self.state = state
        due = .unknown
    }

    func restore(content: [UInt8]) throws {
        let (json, attachments) = try Attachments.separate(content)
        let value = try JSONValue.parse(json, limits: .own)
        restore(try value.decode(D.State.self, dates: .exact, attachments: attachments))
    }

    func restoreInitialState() {
        restore(D.initialState)
        lastChange = 0
    }

    func performDue(in transaction: inout Transaction) throws {
        guard let nextDue else { return }
        try D.performDue(nextDue.command, in: &transaction)
    }

    func muteDue() { due = .known(nil) }
}
