import ArgumentParser
import Foundation
import HPKISimulator
import ScenarioEngine
import Simulation

/// `hpki-sim scenarios`: what can be run, and help in writing more.
struct ScenariosCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scenarios",
        abstract: "List, show and check scenarios.",
        discussion: """
            $ hpki-sim scenarios list
            $ hpki-sim scenarios show MTLS-05
            $ hpki-sim scenarios check my-scenarios/
            $ hpki-sim scenarios record --output mine.yaml
            $ hpki-sim scenarios report shard-1.json shard-2.json --html report.html
            $ hpki-sim scenarios schema > Scenarios/scenario.schema.json
            """,
        subcommands: [
            List.self, Show.self, Check.self, Record.self, Report.self, Schema.self, Faults.self, Events.self,
            Catalogue.self,
        ],
        defaultSubcommand: List.self
    )

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Every scenario with its variants.",
            discussion: "$ hpki-sim scenarios list --format json"
        )
        @Option(help: "text or json") var format: OutputFormat = .text

        func run() async throws {
            try await ScenariosCommand.act { context, vocabulary in
                let library = try ScenarioCatalogue([], vocabulary: vocabulary).library
                switch format {
                case .text:
                    for scenario in library.scenarios {
                        let variants = scenario.variants.map(\.name).joined(separator: ", ")
                        let pending = scenario.pending.map { "  pending: \($0)" } ?? ""
                        context.output(
                            "\(scenario.id)  \(scenario.title)\(variants.isEmpty ? "" : "  (\(variants))")\(pending)"
                        )
                    }
                case .json:
                    context.output(try JSONText.of(library.scenarios.map(Line.init)))
                }
            }
        }

        private struct Line: Encodable {
            let id: String
            let title: String
            let english: String?
            let rules: [String]
            let tags: [String]
            let variants: [String]
            let pending: String?

            init(_ scenario: Scenario) {
                id = scenario.id
                title = scenario.title
                english = scenario.english
                rules = scenario.rules
                tags = scenario.tags
                variants = scenario.variants.map(\.name)
                pending = scenario.pending
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "A scenario as YAML, with what it inherits.",
            discussion: "$ hpki-sim scenarios show MTLS-05"
        )
        @Argument(help: "The scenario's id.") var id: String

        func run() async throws {
            try await ScenariosCommand.act { context, vocabulary in
                let library = try ScenarioCatalogue([], vocabulary: vocabulary).library
                guard let scenario = library[id] else {
                    throw CommandFailure(.usage, "there is no scenario \"\(id)\": see 'hpki-sim scenarios list'")
                }
                context.output(try scenario.yaml())
            }
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Hold your own scenario files against the language and the vocabulary.",
            discussion: "$ hpki-sim scenarios check my-scenarios/ one.yaml"
        )
        @Argument(help: "Files or folders.") var paths: [String]

        func run() async throws {
            try await ScenariosCommand.act { context, vocabulary in
                let catalogue = try ScenarioCatalogue(
                    paths.map { $0.contains("/") ? $0 : "./\($0)" },
                    vocabulary: vocabulary
                )
                context.output("\(catalogue.names.count) scenarios, nothing wrong with them")
            }
        }
    }

    struct Schema: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The JSON Schema of scenario files, for editors.",
            discussion: "$ hpki-sim scenarios schema > Scenarios/scenario.schema.json"
        )

        func run() async throws {
            try await ScenariosCommand.act { context, vocabulary in
                context.output(ScenarioSchema.schema(vocabulary).text(isPretty: true))
            }
        }
    }

    struct Faults: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Every injection point with its effects, as FAULTS.md has them.",
            discussion: "$ hpki-sim scenarios faults"
        )

        func run() { CommandContext.process.output(FaultsDocument.tables) }
    }

    /// Gets the vocabulary, and tells failures as every command does.
    static func act(
        in context: CommandContext = .process,
        _ body: (CommandContext, ScenarioVocabulary) throws -> Void
    ) async throws {
        do {
            var configuration = SimulatorConfiguration()
            configuration.keyCacheDirectory = UserDirectories(environment: context.environment).keyCache
            try body(context, try await Simulator.vocabulary(configuration))
        } catch let code as ExitCode {
            throw code
        } catch {
            throw CommandFailure(error).exit(in: context)
        }
    }
}
