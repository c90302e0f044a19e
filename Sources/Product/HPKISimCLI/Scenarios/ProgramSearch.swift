import Foundation

/// Finds programs as a shell does.
struct ProgramSearch {
    private let folders: [String]

    init(_ context: CommandContext) {
        folders = context.environment["PATH"]?.split(separator: ":").map(String.init) ?? []
    }

    /// nil where `PATH` has none.
    func path(of program: String) -> String? {
        folders.map { "\($0)/\(program)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
