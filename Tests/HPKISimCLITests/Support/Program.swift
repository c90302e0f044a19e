import Foundation
import TestSupport

/// The built `hpki-sim`, run as a process of its own, with a home of its own for what it keeps.
struct Program {
    /// It lies beside this test program in the build folder.
    static let path = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "hpki-sim").path(percentEncoded: false)

    /// `$XDG_STATE_HOME`: nobody's real state is touched. The key cache is the user's own: making its keys takes seconds.
    let home: TemporaryDirectory

    init() throws {
        home = try TemporaryDirectory()
    }

    var environment: [String: String?] {
        [
            "XDG_STATE_HOME": home.path, "XDG_RUNTIME_DIR": home.path, "PCSCLITE_CSOCK_NAME": nil,
            "HPKI_SIM_READY": nil, "NO_COLOR": "1",
        ]
    }

    func run(_ arguments: String..., environment more: [String: String?] = [:]) async throws -> ProcessResult {
        try await run(arguments, environment: more)
    }

    func run(_ arguments: [String], environment more: [String: String?] = [:]) async throws -> ProcessResult {
        let environment = environment.merging(more) { $1 }
        return try await ProcessRunner.run(Self.path, arguments, environment: environment)
    }

    /// Runs `body` while `hpki-sim serve` accepts on ports that the system chose.
    ///
    /// - Parameters:
    ///   - options: besides the ports and the ready file.
    ///   - softLimit: of open files that the process is started with; the machine's own when nil.
    /// - Returns: what `body` returned, and how the process ended.
    func serving<Value: Sendable>(
        _ options: String...,
        softLimit: Int? = nil,
        body: @escaping @Sendable (Serving) async throws -> Value
    ) async throws -> (value: Value, ended: ProcessResult) {
        try await serving(options, softLimit: softLimit, body: body)
    }

    func serving<Value: Sendable>(
        _ options: [String],
        softLimit: Int? = nil,
        body: @escaping @Sendable (Serving) async throws -> Value
    ) async throws -> (value: Value, ended: ProcessResult) {
        let file = home.path("ready-\(UUID().uuidString).json")
        let command = [Self.path, "serve", "--port", "0", "--portal-port", "0", "--ready-file", file] + options
        let limited = softLimit.map { ["sh", "-c", "ulimit -S -n \($0) && exec \"$@\"", "sh"] + command } ?? command
        return try await ProcessRunner.withRunning(
            limited[0],
            Array(limited.dropFirst()),
            environment: environment,
            readyWhen: "\nReady. "
        ) { process in
            try await body(Serving(process: process, readyFile: file))
        }
    }
}
