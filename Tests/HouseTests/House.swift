import TestSupport

/// The package's own files, as the tests of this target read them.
struct House {
    let table: EdgeTable
    let sources: [SwiftSource]

    init() throws {
        table = try EdgeTable(markdown: Repository.text(of: "ARCHITECTURE.md"))
        sources = try Self.swiftFiles(below: ["Sources", "Certs", "Scenarios"])
    }

    static func swiftFiles(below folders: [String]) throws -> [SwiftSource] {
        try folders.flatMap { Repository.files(below: $0, withExtension: "swift") }
            .map { SwiftSource(path: $0, text: try Repository.text(of: $0)) }
    }

    /// The room whose folder a file lies in.
    func room(of source: SwiftSource) -> Room? {
        table.rooms.first { source.path.hasPrefix($0.folder + "/") }
    }
}
