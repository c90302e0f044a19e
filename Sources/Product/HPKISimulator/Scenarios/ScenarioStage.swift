import Foundation
import ScenarioEngine
import Simulation

/// Where a running simulator plays one scenario at a time for a client that it does not start itself.
actor ScenarioStage {
    enum Refusal: Error, Equatable {
        /// Another start or reset is under way.
        case busy
        /// No scenario is being played.
        case nothing
        case pending(String)
        /// Only the client's own clock could follow.
        case clock
    }

    private var parts: SimulatorParts?
    private var session: ScenarioSession?
    private var isChanging = false

    /// From here on scenarios can be played.
    func open(_ parts: SimulatorParts) { self.parts = parts }

    /// Ends what is being played. The simulator is about to stop.
    func close() async {
        parts = nil
        await end()
    }

    /// - Parameter followsClock: whether the client can take its time from the simulation.
    func start(_ item: ScenarioCase, followsClock: Bool) async throws -> ScenarioSession {
        if let reason = item.scenario.pending { throw Refusal.pending(reason) }
        guard followsClock || item.scenario.given.clock == nil else { throw Refusal.clock }
        return try await change { parts in
            let session = try await ScenarioSession.begin(item, in: ScenarioHosting(parts: parts))
            try parts.ready.adapt(to: session.environment)
            self.session = session
            return session
        }
    }

    /// What came out so far; the scenario goes on.
    func grade(exitCode: Int?) async throws -> ScenarioRun {
        guard let session else { throw Refusal.nothing }
        return try await session.graded(.elsewhere(exitCode: exitCode))
    }

    func reset(cause: Cause, trace: TraceID) async throws {
        try await change { parts in
            try await parts.world.reset(parts.presented, cause: cause, trace: trace)
            try parts.ready.restore()
        }
    }

    /// The number of the last event.
    var lastSeq: Int { parts?.simulation.journal.lastSeq ?? 0 }

    /// The words that scenarios may use, and the cases that a name stands for.
    func item(_ word: String) throws -> ScenarioCase {
        guard let parts else { throw Refusal.nothing }
        return try ScenarioChoice.first(word, parts.vocabulary)
    }

    private func change<Value: Sendable>(_ body: (SimulatorParts) async throws -> Value) async throws -> Value {
        guard let parts, !isChanging else { throw Refusal.busy }
        isChanging = true
        defer { isChanging = false }
        await end()
        return try await body(parts)
    }

    private func end() async {
        let ended = session
        session = nil
        await ended?.end()
    }
}

extension ScenarioStage.Refusal: CustomStringConvertible {
    var description: String {
        switch self {
        case .busy: "another start or reset is under way: try again when it has been answered"
        case .nothing: "no scenario is being played: POST scenarios/{id}/start begins one"
        case .pending(let reason): "pending: \(reason)"
        case .clock: "needs the client's clock: run it with 'hpki-sim run --faketime … -- COMMAND'"
        }
    }
}
