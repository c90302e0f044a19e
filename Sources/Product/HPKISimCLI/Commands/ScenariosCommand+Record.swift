import ArgumentParser
import Foundation
import HPKISimulator
import ScenarioEngine
import Simulation

extension ScenariosCommand {
    struct Record: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a scenario of what has happened in a running server since its last reset.",
            discussion: """
                Commands of the operator become what is given, or reactions; requests become steps of the reference \
                client; what followed becomes expectations. The scenario is played once before it is written, and keeps \
                the expectations that hold.

                $ hpki-sim scenarios record --id OUR-1 --title 失効後の再送 --output our-1.yaml
                """
        )
        @OptionGroup var server: ReadyOptions
        @Option(help: "The scenario's id.") var id = "REC-1"
        @Option(help: "Its title.") var title = "記録したシナリオ"
        @Option(help: "The file to write; standard output if not given.") var output: String?

        func run() async throws {
            let context = CommandContext.process
            do {
                let running = try RunningServer(server, context)
                let recording = RecordedScenario(events: try await events(running), records: try await records(running))
                guard let scenario = recording.scenario(id: id, title: title) else {
                    throw CommandFailure(
                        .unusableInput,
                        "nothing to record: no program has come to the server since its last reset"
                    )
                }
                let text = try await played(scenario, context).yaml()
                // Whoever may give an id may give a bad one.
                _ = try Scenario(yaml: text, file: output ?? "the scenario")
                let head = "# yaml-language-server: $schema=scenario.schema.json\n"
                if let output { try OutputFile.write(head + text, to: output) } else { context.output(head + text) }
            } catch let error as ScenarioError {
                throw CommandFailure(.unusableInput, error.description).exit(in: context)
            } catch {
                throw CommandFailure(error).exit(in: context)
            }
        }

        /// With the expectations that hold when the reference client plays it.
        private func played(_ scenario: Scenario, _ context: CommandContext) async throws -> Scenario {
            var configuration = SimulatorConfiguration()
            configuration.keyCacheDirectory = UserDirectories(environment: context.environment).keyCache
            configuration.pace = 0
            let simulator = try await Simulator.start(configuration)
            let vocabulary = simulator.vocabulary
            let item = ScenarioCase(name: scenario.id, scenario: scenario)
            let run = await ScenarioRunner(simulator.scenarioHost, client: .reference).run(item)
            await simulator.stop()
            try vocabulary.check(scenario)
            if let reason = run.grade.reason {
                throw CommandFailure(.unusableInput, "what was recorded cannot be played: \(reason)")
            }
            var kept = scenario
            kept.expectations = []
            for (expectation, judgement) in zip(scenario.expectations, run.grade.expectations) {
                if judgement.isMet {
                    kept.expectations.append(expectation)
                } else {
                    context.errorOutput(
                        "hpki-sim: left out: \(judgement.expected) (the reference client: \(judgement.found ?? ""))"
                    )
                }
            }
            return kept
        }

        private func events(_ running: RunningServer) async throws -> [EventEnvelope] {
            var events: [EventEnvelope] = []
            while true {
                let answer = try await running.call("GET", "journal?limit=5000&after=\(events.last?.seq ?? 0)")
                let page =
                    try JSONValue.parse([UInt8](answer))["events"]?.array?.compactMap(EventEnvelope.init(json:)) ?? []
                guard !page.isEmpty else { return events }
                events += page
            }
        }

        private func records(_ running: RunningServer) async throws -> [JSONValue] {
            try JSONValue.parse([UInt8](try await running.call("GET", "records")))["records"]?.array ?? []
        }
    }
}
