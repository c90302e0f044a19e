import Simulation
import Synchronization

/// Follows the journal and does what a scenario wants done at certain events.
final class ReactionWatch: Sendable {
    private let task: Task<Void, Never>
    private let failed: Failed

    private init(task: Task<Void, Never>, failed: Failed) {
        self.task = task
        self.failed = failed
    }

    /// Starts to watch; from now on no answer leaves before its events were reacted to.
    ///
    /// - Parameter seq: only events after this one count.
    static func start(
        _ reactions: [Reaction],
        _ host: any ScenarioHost,
        _ scenario: String,
        after seq: Int
    ) -> ReactionWatch {
        let failed = Failed()
        guard !reactions.isEmpty else { return ReactionWatch(task: Task {}, failed: failed) }
        let follower = host.simulation.followers.join(after: seq)
        let task = Task {
            defer { follower.leave() }
            do {
                try await follow(reactions, host, scenario, after: seq, follower)
            } catch is CancellationError {
                return
            } catch {
                failed.error.withLock { $0 = error }
            }
        }
        return ReactionWatch(task: task, failed: failed)
    }

    /// Why a reaction could not be carried out.
    var failure: (any Error)? { failed.error.withLock(\.self) }

    func end() async {
        task.cancel()
        await task.value
    }

    private static func follow(
        _ reactions: [Reaction],
        _ host: any ScenarioHost,
        _ scenario: String,
        after seq: Int,
        _ follower: Followers.Follower
    ) async throws {
        var counts = reactions.map { _ in 0 }
        for try await event in host.simulation.journal.stream(after: seq) {
            for (index, reaction) in reactions.enumerated() where reaction.trigger?.matches(event) == true {
                counts[index] += 1
                guard counts[index] == reaction.nth else { continue }
                for call in reaction.calls { try await host.perform(call, scenario: scenario) }
            }
            follower.handled(event.seq)
        }
    }
}

private final class Failed: Sendable {
    let error = Mutex<(any Error)?>(nil)
}
