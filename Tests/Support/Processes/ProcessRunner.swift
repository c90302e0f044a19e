import Subprocess

/// Runs a program of the machine (`openssl`, `curl`, `java`, ...) and collects what it said.
///
/// Nothing it starts outlives the call: at the deadline, when the caller is cancelled, or when the output grows past its
/// limit, the program gets SIGTERM and two seconds later SIGKILL.
package enum ProcessRunner {
    /// Runs a program to its end.
    ///
    /// - Parameters:
    ///   - executable: A name that is looked up in `PATH`, or a path with a slash.
    ///   - arguments: The arguments, without the program's own name.
    ///   - input: What the program reads from its standard input.
    ///   - environment: Variables added to the test's own environment; `nil` takes one away.
    ///   - directory: The program's working directory; the test's own when nil.
    ///   - deadline: How long it may run.
    ///   - outputLimit: How many bytes each of the two outputs may have.
    /// - Returns: The exit status and both outputs; a status other than 0 is a result like any other.
    /// - Throws: `ProcessFailure`, which carries what the program had said so far.
    package static func run(
        _ executable: String,
        _ arguments: [String] = [],
        input: ProcessInput = .none,
        environment: [String: String?] = [:],
        directory: String? = nil,
        deadline: Duration = .seconds(60),
        outputLimit: Int = 8 << 20
    ) async throws -> ProcessResult {
        let command = ProcessCommand(executable, arguments, environment: environment, directory: directory)
        let result = try await command.withProcess(deadline: deadline, outputLimit: outputLimit) { process in
            try await process.write(input.bytes)
            if !input.staysOpen { try await process.closeInput() }
            await process.untilOutputEnds()
        }
        return result.ended
    }

    /// Runs a program to its end and demands exit status 0.
    ///
    /// - Returns: The program's standard output.
    /// - Throws: `ProcessFailure.unsuccessful` with both outputs when the status is another one.
    @discardableResult
    package static func output(
        of executable: String,
        _ arguments: [String] = [],
        input: ProcessInput = .none,
        environment: [String: String?] = [:],
        directory: String? = nil,
        deadline: Duration = .seconds(60)
    ) async throws -> String {
        let result = try await run(
            executable,
            arguments,
            input: input,
            environment: environment,
            directory: directory,
            deadline: deadline
        )
        guard result.status == .exited(0) else {
            throw ProcessFailure(.unsuccessful, command: [executable] + arguments, result: result)
        }
        return result.outputText
    }

    /// Starts a program that serves for a while (`openssl s_server`, `nginx`), and ends it when `body` returns.
    ///
    /// - Parameters:
    ///   - readyWhen: Text that either output must have shown before `body` starts; nothing is awaited when nil.
    ///   - body: What is done while the program runs.
    /// - Returns: What `body` returned, and how the program ended.
    package static func withRunning<Value: Sendable>(
        _ executable: String,
        _ arguments: [String] = [],
        environment: [String: String?] = [:],
        directory: String? = nil,
        deadline: Duration = .seconds(120),
        readyWhen: String? = nil,
        body: @escaping @Sendable (RunningProcess) async throws -> Value
    ) async throws -> (value: Value, ended: ProcessResult) {
        let command = ProcessCommand(executable, arguments, environment: environment, directory: directory)
        return try await command.withProcess(deadline: deadline, outputLimit: 64 << 20) { process in
            if let readyWhen { try await process.waitForOutput(containing: readyWhen) }
            let value = try await body(process)
            await process.terminate()
            return value
        }
    }
}
