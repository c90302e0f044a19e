import Foundation
package import ScenarioEngine
import ScenarioFiles

/// The scenarios that are shipped, and those in files of one's own.
package enum ScenarioChoice {
    /// The shipped ones, read once.
    private static let shipped = Result { () throws(ScenarioError) in
        try ScenarioLibrary(try ScenarioFolder.scenarios(at: ScenarioFiles.folder))
    }

    package static func library() throws(ScenarioError) -> ScenarioLibrary { try shipped.get() }

    /// Whether a word of a command line or a test means a file and not an id.
    package static func isPath(_ word: String) -> Bool {
        word.contains("/") || word.hasSuffix(".yaml") || word == "."
    }

    /// Names for each of the cases that a word stands for; each is a word again.
    static func names(_ word: String) throws(ScenarioError) -> [String] {
        let path = Self.path(word)
        return try cases(word).map { item in path.map { "\($0)#\(item.name)" } ?? item.name }
    }

    /// The first of the cases that a word stands for: an id with its variants, one variant, a file, or `file#case`.
    ///
    /// - Throws: ``ScenarioError`` for a word that means nothing, or a scenario that does not keep to the vocabulary.
    static func first(_ word: String, _ vocabulary: ScenarioVocabulary) throws(ScenarioError) -> ScenarioCase {
        guard let first = try cases(word).first else {
            throw ScenarioError(.none, "there is no scenario in \"\(word)\"")
        }
        try vocabulary.check(first.scenario)
        return first
    }

    private static func cases(_ word: String) throws(ScenarioError) -> [ScenarioCase] {
        var selection = ScenarioSelection()
        guard let path = path(word) else {
            selection.names = [word]
            return try selection.cases(of: try library())
        }
        let own = try ScenarioFolder.scenarios(at: URL(fileURLWithPath: path))
        // The shipped ones may be what a file of one's own extends.
        let others = try library().scenarios.filter { shipped in !own.contains { $0.id == shipped.id } }
        let part = word.dropFirst(path.count + 1)
        selection.names = part.isEmpty ? own.map(\.id) : [String(part)]
        return try selection.cases(of: try ScenarioLibrary(others + own))
    }

    /// What stands before the `#` of a word that means a file.
    private static func path(_ word: String) -> String? {
        let path = word.split(separator: "#", maxSplits: 1).first.map(String.init) ?? ""
        return isPath(path) ? path : nil
    }
}
