import Foundation
import HPKISimulator
import ScenarioEngine
import ScenarioFiles
import Simulation
import TestSupport
import Testing

/// Every row of the catalogue's section on cards, once with the bus in this process and once with libpcsclite in another:
/// the same client must meet the same result codes, status words and facts.
@Suite(.timeLimit(.minutes(10)))
struct CardScenarioPeerTests {
    static let cases: [NamedArgument<ScenarioCase>] = {
        let library = try? ScenarioLibrary(
            ScenarioFolder.scenarios(at: ScenarioFiles.folder.appending(path: "card"))
        )
        return (library?.cases ?? []).map { NamedArgument($0.name, $0) }
    }()

    @Test func `there are rows`() {
        #expect(Set(Self.cases.map(\.value.scenario.id)).count >= 29)
    }

    @Test(.needsPCSCLibrary, arguments: cases)
    func `libpcsclite meets what the bus gives`(item: NamedArgument<ScenarioCase>) async throws {
        let ours = try await run(item.value, .reference)
        let theirs = try await run(item.value, .program([PCSCPeer.probe, "steps"]))
        guard case .reference(let report)? = ours.outcome, case .program(let outcome)? = theirs.outcome else {
            Issue.record("the bus: \(ours.grade)\nlibpcsclite: \(theirs.grade)")
            return
        }
        #expect(outcome.output == "report \(report.line)\n")
        #expect(facts(theirs) == facts(ours))
    }

    private func run(_ item: ScenarioCase, _ client: ScenarioClient) async throws -> ScenarioRun {
        let folder = try TemporaryDirectory()
        var configuration = SimulatorConfiguration()
        configuration.pace = 0
        configuration.cardSocket = .path(folder.path("pcscd.comm"))
        let run = try await RunningSimulator.with(configuration) { simulator in
            await ScenarioRunner(simulator.scenarioHost, client: client).run(item)
        }
        withExtendedLifetime(folder) {}
        return run
    }

    /// What the world came to know, but for certificates, which are made anew each time.
    private func facts(_ run: ScenarioRun) -> [String] {
        run.events
            .filter { $0.type != "card.personalised" && ($0.type.hasPrefix("card.") || $0.type.hasPrefix("pin.")) }
            .map { "\($0.type) \($0.payload)" }
    }
}
