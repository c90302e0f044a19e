import Foundation

/// What a command may touch of the world outside; tests give their own.
struct CommandContext: Sendable {
    /// Writes a line to standard output.
    var output: @Sendable (String) -> Void
    /// Writes a line to standard error.
    var errorOutput: @Sendable (String) -> Void
    var environment: [String: String]

    static let process = CommandContext(
        output: { line in FileHandle.standardOutput.write(Data((line + "\n").utf8)) },
        errorOutput: { line in FileHandle.standardError.write(Data((line + "\n").utf8)) },
        environment: ProcessInfo.processInfo.environment
    )
}
