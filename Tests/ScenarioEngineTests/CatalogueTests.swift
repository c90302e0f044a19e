import Foundation
import HPKISimulator
import ScenarioEngine
import ScenarioFiles
import Simulation
import TestSupport
import Testing

/// Every shipped scenario, in every variant, with the reference client or the program that `HPKI_SIM_CLIENT` names.
@Suite(.timeLimit(.minutes(5))) struct CatalogueTests {
    static let library = Result { try ScenarioLibrary(ScenarioFolder.scenarios(at: ScenarioFiles.folder)) }

    static let cases: [NamedArgument<ScenarioCase>] = ((try? library.get().cases) ?? []).map {
        NamedArgument($0.name, $0)
    }

    private var client: ScenarioClient {
        guard let program = ProcessInfo.processInfo.environment["HPKI_SIM_CLIENT"] else { return .reference }
        return .program(program.split(separator: " ").map(String.init))
    }

    @Test func `the shipped files can be read, and none is missing`() throws {
        #expect(try Self.library.get().scenarios.count >= 100)
        #expect(
            Set(try Self.library.get().scenarios.compactMap { $0.origin.file.split(separator: "/").first }).count >= 5
        )
    }

    @Test(arguments: cases) func `proves its observable`(_ item: NamedArgument<ScenarioCase>) async throws {
        var configuration = SimulatorConfiguration()
        configuration.pace = 0
        let simulator = try await Simulator.start(configuration)
        let run = await ScenarioRunner(simulator.scenarioHost, client: client).run(item.value)
        await simulator.stop()
        let text = TextReport.lines(run).joined(separator: "\n")
        if run.isPending { return }
        #expect(run.grade.verdict == .passed, "\(text)")
    }

    @Test func `keeps to the vocabulary, and reads back as it was written`() async throws {
        let vocabulary = try await Simulator.vocabulary(SimulatorConfiguration())
        for scenario in try ScenarioFolder.scenarios(at: ScenarioFiles.folder) {
            try vocabulary.check(scenario)
            #expect(try Scenario(yaml: scenario.yaml(), file: "again.yaml") == scenario)
        }
    }

    @Test func `every file has its id in its name, a title in Japanese and advice`() throws {
        for scenario in try Self.library.get().scenarios {
            let file = scenario.origin.file.split(separator: "/").last.map(String.init) ?? ""
            #expect(file.hasPrefix("\(scenario.id)-"), "\(file)")
            #expect(scenario.title.unicodeScalars.contains { $0.value > 0x3000 }, "\(file)")
            #expect(scenario.english != nil, "\(file)")
            #expect(scenario.advice.vendor != nil || scenario.tags.contains("good"), "\(file)")
        }
    }

    @Test func `the committed schema is the vocabulary's`() async throws {
        let vocabulary = try await Simulator.vocabulary(SimulatorConfiguration())
        let committed = try String(
            contentsOf: Repository.root.appending(path: "Scenarios/scenario.schema.json"),
            encoding: .utf8
        )
        // hpki-sim scenarios schema > Scenarios/scenario.schema.json
        #expect(committed == ScenarioSchema.schema(vocabulary).text(isPretty: true) + "\n")
    }

    /// With a seed, two runs of one client give the same journal but for what is masked.
    @Test func `gives the same journal twice with a seed`() async throws {
        let item = try #require(try Self.library.get().cases(named: "NET-01@twice").first)
        var journals: [[JSONValue]] = []
        for _ in 0..<2 {
            var configuration = SimulatorConfiguration()
            configuration.pace = 0
            configuration.seed = 11
            let simulator = try await Simulator.start(configuration)
            let run = await ScenarioRunner(simulator.scenarioHost, client: .reference).run(item)
            journals.append(simulator.scenarioHost.simulation.journal.normalised(run.events))
            await simulator.stop()
        }
        #expect(journals[0] == journals[1])
        #expect(journals[0].count > 5)
    }
}
