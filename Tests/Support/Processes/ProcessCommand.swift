import Glibc
import Subprocess
import SystemPackage

/// One program with its arguments and surroundings, ready to be started.
struct ProcessCommand: Sendable {
    static let teardown: [TeardownStep] = [.send(signal: .terminate, allowedDurationToNextStep: .seconds(2))]

    /// Writing to a program that has ended must be an error in one test, not the end of the whole test process.
    private static let ignoreBrokenPipes: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

    private let words: [String]
    private let configuration: Configuration

    init(_ executable: String, _ arguments: [String], environment: [String: String?], directory: String?) {
        Self.ignoreBrokenPipes
        var options = PlatformOptions()
        options.teardownSequence = Self.teardown
        words = [executable] + arguments
        configuration = Configuration(
            executable: executable.contains("/") ? .path(FilePath(executable)) : .name(executable),
            arguments: Arguments(arguments),
            environment: .inherit.updating(
                Dictionary(uniqueKeysWithValues: environment.map { (Environment.Key(stringLiteral: $0), $1) })
            ),
            workingDirectory: directory.map { FilePath($0) },
            platformOptions: options
        )
    }

    private enum Part<Value: Sendable>: Sendable {
        case deadlinePassed
        case ended(value: Value, status: TerminationStatus)
    }

    /// Starts the program and runs `body` beside it; the program's end is awaited after `body` returned.
    func withProcess<Value: Sendable>(
        deadline: Duration,
        outputLimit: Int,
        body: @escaping @Sendable (RunningProcess) async throws -> Value
    ) async throws -> (value: Value, ended: ProcessResult) {
        let outputs = ProcessOutputs(limit: outputLimit)
        return try await withThrowingTaskGroup(of: Part<Value>.self) { group in
            group.addTask {
                try await Task.sleep(for: deadline)
                return .deadlinePassed
            }
            group.addTask { try await execute(outputs, body) }
            guard case .ended(let value, let status) = try await group.next() else {
                group.cancelAll()
                while let _ = await group.nextResult() {}
                throw ProcessFailure(.deadlineExceeded, command: words, result: said(outputs, nil))
            }
            group.cancelAll()
            return (value, said(outputs, status))
        }
    }

    private func execute<Value: Sendable>(
        _ outputs: ProcessOutputs,
        _ body: @escaping @Sendable (RunningProcess) async throws -> Value
    ) async throws -> Part<Value> {
        do {
            let result = try await Subprocess.run(
                configuration,
                input: .inputWriter,
                output: .sequence,
                error: .sequence
            ) { execution in
                let process = RunningProcess(execution: execution, outputs: outputs, command: words)
                async let standardOutput: Void = collect(execution.standardOutput, .standardOutput, process)
                async let standardError: Void = collect(execution.standardError, .standardError, process)
                let value = try await body(process)
                _ = try await (standardOutput, standardError)
                return value
            }
            return .ended(value: result.closureResult, status: result.terminationStatus)
        } catch let error as SubprocessError where error.code == .executableNotFound {
            throw ProcessFailure(.notFound, command: words, result: nil)
        }
    }

    private func collect(
        _ sequence: SubprocessOutputSequence,
        _ stream: ProcessOutputs.Stream,
        _ process: RunningProcess
    ) async throws {
        let outputs = process.outputs
        defer { outputs.close(stream) }
        for try await buffer in sequence {
            guard outputs.append(buffer.withUnsafeBytes { Array($0) }, to: stream) else {
                // A program whose output nobody reads any more would stand still until the deadline.
                try process.kill()
                throw ProcessFailure(.outputLimitExceeded, command: words, result: said(outputs, nil))
            }
        }
    }

    /// - Parameter status: nil for a program that was still running when it was given up.
    private func said(_ outputs: ProcessOutputs, _ status: TerminationStatus?) -> ProcessResult {
        ProcessResult(
            status: status.map(ProcessResult.Status.init) ?? .signalled(15),
            standardOutput: outputs.bytes(of: .standardOutput),
            standardError: outputs.bytes(of: .standardError)
        )
    }
}

extension ProcessResult.Status {
    fileprivate init(_ status: TerminationStatus) {
        switch status {
        case .exited(let code): self = .exited(code)
        case .signaled(let signal): self = .signalled(signal)
        }
    }
}
