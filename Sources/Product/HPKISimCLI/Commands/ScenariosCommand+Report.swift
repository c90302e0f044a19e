import ArgumentParser
import Foundation
import HPKISimulator
import ScenarioEngine
import Simulation

extension ScenariosCommand {
    struct Report: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Merge JSON reports (of shards, of the admin API, of swift test) into one, with its coverage.",
            discussion: """
                Ends with 1 where a case failed or was not run, as `hpki-sim run` does.

                $ hpki-sim scenarios report shard-1.json shard-2.json --junit all.xml --html all.html
                """
        )
        @Argument(help: "Files of 'hpki-sim run --json'.") var files: [String]
        @OptionGroup var reports: RunReports

        func run() async throws {
            try await ScenariosCommand.act { context, vocabulary in
                let library = try ScenarioCatalogue([], vocabulary: vocabulary).library
                let summary = RunSummary(try files.flatMap(runs))
                let coverage = ScenarioCoverage(summary, of: library)
                try reports.write(summary, coverage: coverage)
                context.output(TextReport.text(summary))
                for line in coverage.lines { context.output(line) }
                guard summary.isGood else { throw ExitCode(CommandFailure.Code.fellShort.rawValue) }
            }
        }

        private func runs(_ file: String) throws -> [ScenarioRun] {
            let data: Data
            do {
                data = try Data(contentsOf: URL(fileURLWithPath: file))
            } catch {
                throw CommandFailure(.unusableInput, "\(file) cannot be read: \(error.localizedDescription)")
            }
            do {
                return try JSONReport.runs(try JSONValue.parse([UInt8](data)), file: file)
            } catch let error as ScenarioError {
                throw CommandFailure(.unusableInput, error.description)
            } catch {
                throw CommandFailure(.unusableInput, "\(file) is no report of 'hpki-sim run --json': \(error)")
            }
        }
    }
}
