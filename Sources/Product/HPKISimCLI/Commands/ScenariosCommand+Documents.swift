import ArgumentParser
import HPKISimulator
import ScenarioEngine
import ScenarioFiles

extension ScenariosCommand {
    struct Events: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Every event and command with its members, as EVENTS.md has them.",
            discussion: "$ hpki-sim scenarios events"
        )

        func run() async throws {
            try await ScenariosCommand.act { context, vocabulary in
                context.output(EventsDocument.tables(vocabulary))
            }
        }
    }

    struct Catalogue: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What the catalogue of failures has and lacks, as SCENARIOS.md has it.",
            discussion: "$ hpki-sim scenarios catalogue"
        )

        func run() async throws {
            try await ScenariosCommand.act { context, vocabulary in
                let catalogue = try FailureCatalogue(String(decoding: ScenarioFiles.catalogue, as: UTF8.self))
                let library = try ScenarioCatalogue([], vocabulary: vocabulary).library
                context.output(CatalogueDocument.tables(catalogue, library))
            }
        }
    }
}
