import Foundation

/// What a command may touch of the world outside; tests give their own.
struct CommandContext: Sendable {
    /// Writes a line to standard output.
    var output: @Sendable (String) -> Void
    /// Writes a line to standard error.
    var errorOutput: @Sendable (String) -> Void
    var environment: [String: String]

    static let process = CommandContext(
        output: { line in write(line, to: .standardOutput) },
        errorOutput: { line in write(line, to: .standardError) },
        environment: ProcessInfo.processInfo.environment
    )

    /// Whoever has stopped reading (`| head`) has read enough. Any other failure, such as a full disk, ends the command: its
    /// output would be lost.
    private static func write(_ line: String, to handle: FileHandle) {
        do {
            try handle.write(contentsOf: Data((line + "\n").utf8))
        } catch {
            guard handle === FileHandle.standardOutput, !isBrokenPipe(error) else { return }
            write("hpki-sim: standard output cannot be written: \(error.localizedDescription)", to: .standardError)
            exit(CommandFailure.Code.internalError.rawValue)
        }
    }

    private static func isBrokenPipe(_ error: any Error) -> Bool {
        let error = error as NSError
        let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
        return cause.domain == NSPOSIXErrorDomain && cause.code == Int(EPIPE)
    }
}
