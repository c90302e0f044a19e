package import Foundation

/// A part of the world with its own state, rules and facts.
///
/// The three functions are pure: no clock, no randomness, no I/O. Slow or impure work (keys, signatures, random tokens)
/// is done before and comes in with the command; what must not happen twice is reserved by an event before the work.
package protocol Domain: Sendable {
    /// What is known: a fold of the events. Keep it small; bytes belong into blobs. `Codable` serves the snapshot.
    associatedtype State: Codable & Sendable
    associatedtype Command: Sendable
    associatedtype Event: DomainEvent
    /// Why a command is refused; reaches the caller of ``Simulation/perform(_:in:cause:trace:blobs:)`` as it is.
    associatedtype Failure: Error

    /// Unique in the simulation, stable: it names the snapshot and the cause of due events.
    static var name: String { get }

    static var initialState: State { get }

    /// Raise it whenever `State` or `apply` changes: older snapshots are then thrown away and rebuilt from the events.
    static var stateVersion: Int { get }

    /// The rules: which facts the command brings about, all or none of them; none is a command without effect.
    static func decide(_ command: Command, in context: DecisionContext<Self>) throws(Failure) -> [Event]

    /// Takes a fact into the state. Cannot fail, decides nothing.
    ///
    /// - Parameter instant: when it happened on the simulation clock.
    static func apply(_ event: Event, at instant: Date, to state: inout State)

    /// The next instant at which the domain wants to act by itself, and what it does then: a deadline, a mail.
    ///
    /// Asked after every event of the domain, so keep it quick (an ordered index, not a scan of thousands). The command
    /// must move it on: a due command that fails or brings nothing about is not repeated until the state changes.
    static func nextDue(_ state: State) -> Due<Command>?

    /// Performs the due command, with what it entails in other domains: all at one instant, in one transaction.
    ///
    /// By itself the command alone. There is no undo: let what may be refused come before the first event.
    static func performDue(_ command: Command, in transaction: inout Transaction) throws
}

extension Domain {
    package static var stateVersion: Int { 1 }
    package static func nextDue(_ state: State) -> Due<Command>? { nil }

    package static func performDue(_ command: Command, in transaction: inout Transaction) throws {
        try transaction.perform(command, in: Self.self)
    }

    /// Decides and applies on a bare state: for tests of rules, without a simulation.
    @discardableResult
    package static func perform(
        _ command: Command,
        on state: inout State,
        at now: Date,
        world: WorldView = WorldView()
    ) throws(Failure) -> [Event] {
        let events = try decide(command, in: DecisionContext(state: state, now: now, world: world))
        for event in events { apply(event, at: now, to: &state) }
        return events
    }
}
