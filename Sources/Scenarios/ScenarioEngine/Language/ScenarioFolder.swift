package import Foundation

/// Scenario files on disk.
package enum ScenarioFolder {
    /// Every `.yaml` file below a folder, or one file.
    ///
    /// - Throws: ``ScenarioError`` for a path that does not exist, or a file that cannot be read.
    package static func scenarios(at url: URL) throws(ScenarioError) -> [Scenario] {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory) else {
            throw ScenarioError(Origin(file: url.relativePath, line: 0, column: 0), "there is no such file or folder")
        }
        guard isDirectory.boolValue else { return [try scenario(at: url)] }
        let files =
            FileManager.default.enumerator(at: url, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
        var scenarios: [Scenario] = []
        for file in files.filter({ $0.pathExtension == "yaml" }).sorted(by: { $0.path < $1.path }) {
            scenarios.append(try scenario(at: file))
        }
        return scenarios
    }

    private static func scenario(at url: URL) throws(ScenarioError) -> Scenario {
        let name = url.pathComponents.suffix(2).joined(separator: "/")
        let data: Data
        do {
            data = try Data(contentsOf: url)
        } catch {
            throw ScenarioError(Origin(file: name, line: 0, column: 0), "cannot be read: \(error.localizedDescription)")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw ScenarioError(Origin(file: name, line: 1, column: 1), "is not UTF-8")
        }
        return try Scenario(yaml: text, file: name)
    }
}
