package import Foundation

/// Where this package's own files lie, and those of its surroundings that some tests want.
package enum Repository {
    /// The folder of `Package.swift`: three above this file, `Tests/Support/Files/`.
    package static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Real signed prescriptions, which may not be shipped with the package: a stranger's clone has none.
    package static let realSamples = root.deletingLastPathComponent().appending(path: "shared/samples/real")

    /// The Python with the packages that the tests check against (`make test` makes it).
    package static let peerPython = root.appending(path: ".build-peers/tests/bin/python3").path(percentEncoded: false)

    package static func text(of path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// The regular files below a folder of the package, as paths relative to the package, sorted.
    package static func files(below folder: String, withExtension suffix: String) -> [String] {
        let start = root.appending(path: folder)
        let found = FileManager.default.enumerator(atPath: start.path(percentEncoded: false))
        return (found?.compactMap { $0 as? String } ?? [])
            .filter { $0.hasSuffix(".\(suffix)") }
            .map { "\(folder)/\($0)" }
            .sorted()
    }
}
