import Foundation
import HPKISimulator
import ScenarioEngine
import ScenarioFiles

/// The shipped scenarios and those that are named on the command line, checked.
struct ScenarioCatalogue {
    let library: ScenarioLibrary
    /// What the words of the command line mean, paths replaced by the ids of what lies there.
    let names: [String]

    /// - Parameter words: ids, variants, files or folders; none for the shipped catalogue.
    init(_ words: [String], vocabulary: ScenarioVocabulary) throws {
        do throws(ScenarioError) {
            var scenarios = try ScenarioFolder.scenarios(at: ScenarioFiles.folder)
            var names: [String] = []
            for word in words {
                guard ScenarioChoice.isPath(word) else {
                    names.append(word)
                    continue
                }
                let own = try ScenarioFolder.scenarios(at: URL(fileURLWithPath: word))
                names += own.map(\.id)
                // A shipped file that is named by its path is the same scenario once more.
                scenarios.removeAll { shipped in own.contains { $0.id == shipped.id } }
                scenarios += own
            }
            library = try ScenarioLibrary(scenarios)
            for scenario in library.scenarios { try vocabulary.check(scenario) }
            self.names = names
        } catch {
            throw CommandFailure(.unusableInput, error.description)
        }
    }
}
