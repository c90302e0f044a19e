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

    /// Until its task is cancelled.
    ///
    /// - Returns: why a reaction could not be carried out.
    func run(after seq: Int) async -> (any Error)? {
        guard !reactions.isEmpty else { return nil }
        var counts = reactions.map { _ in 0 }
        do {
            for try await event in host.simulation.journal.stream(after: seq) {
                for (index, reaction) in reactions.enumerated() where reaction.trigger?.matches(event) == true {
                    counts[index] += 1
                    guard counts[index] == reaction.nth else { continue }
                    for call in reaction.calls { try await host.perform(call, scenario: scenario) }
                }
            }
            return nil
        } catch is CancellationError {
            return nil
        } catch {
            return error
        }
    }
}
