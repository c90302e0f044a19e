import Foundation
import Simulation
import TestSupport

/// A state directory of one test, opened again and again.
struct StateDirectoryFixture {
    let temporary: TemporaryDirectory
    let time = ManualTime()

    init() throws {
        temporary = try TemporaryDirectory()
    }

    /// Does not exist before the first opening.
    var url: URL { temporary.url.appending(path: "state") }
    var database: URL { url.appending(path: "world.sqlite") }

    var configuration: SimulationConfiguration {
        .init(storage: .directory(url), domains: [Accounts.self, Mailbox.self], timeSource: time.source)
    }

    func open() async throws -> Simulation { try await Simulation.open(configuration) }
}
