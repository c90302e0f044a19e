import Simulation

/// Follows the journal and does what a scenario wants done at certain events.
struct ReactionWatch: Sendable {
    private let reactions: [Reaction]
    private let host: any ScenarioHost
    private let scenario: String

    init(_ reactions: [Reaction], _ host: any ScenarioHost, _ scenario: String) {
        self.reactions = reactions
        self.host = host
        self.scenario = scenario
    }

    /// Starts to watch; from now on no answer leaves before its events were reacted to.
    ///
    /// - Returns: a task that runs until it is cancelled and says why a reaction could not be carried out.
    func start(after seq: Int) -> Task<(any Error)?, Never> {
        guard !reactions.isEmpty else { return Task { nil } }
        let follower = host.simulation.followers.join(after: seq)
        return Task {
            defer { follower.leave() }
            return await run(after: seq, follower)
        }
    }

    private func run(after seq: Int, _ follower: Followers.Follower) async -> (any Error)? {
        var counts = reactions.map { _ in 0 }
        do {
            for try await event in host.simulation.journal.stream(after: seq) {
                for (index, reaction) in reactions.enumerated() where reaction.trigger?.matches(event) == true {
                    counts[index] += 1
                    guard counts[index] == reaction.nth else { continue }
                    for call in reaction.calls { try await host.perform(call, scenario: scenario) }
                }
                follower.handled(event.seq)
            }
            return nil
        } catch is CancellationError {
            return nil
        } catch {
            return error
        }
    }
}
