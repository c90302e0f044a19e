import Glibc
import OpenSSL
import Subprocess
import SystemPackage

/// Runs a vendor's program in a session and process group of its own, and ends it with all its children at its deadline.
struct ProgramRunner: Sendable {
    /// What is kept of each output; the rest is read and forgotten.
    static let outputLimit = 1 << 20

    private let command: [String]
    private let deadline: Duration
    /// By which what the program leaves behind is found.
    private let mark = SecureRandom.token(byteCount: 12)
    /// Waits on real monotonic time.
    private let sleep: @Sendable (Duration) async throws -> Void

    init(command: [String], deadline: Duration, sleep: @escaping @Sendable (Duration) async throws -> Void) {
        self.command = command
        self.deadline = deadline
        self.sleep = sleep
    }

    /// - Parameter environment: variables that come beside the runner's own.
    func run(environment: [String: String]) async -> ProgramOutcome {
        guard let executable = command.first else { return ProgramOutcome(end: .notStarted("no command is given")) }
        do {
            let result = try await Subprocess.run(
                executable.contains("/") ? .path(FilePath(executable)) : .name(executable),
                arguments: Arguments(Array(command.dropFirst())),
                environment: .inherit.updating(Self.variables(environment.merging([Self.variable: mark]) { $1 })),
                platformOptions: Self.options,
                input: .none,
                output: .sequence,
                error: .combinedWithOutput
            ) { execution in
                let group = execution.processIdentifier.value
                let timer = Task {
                    do { try await sleep(deadline) } catch { return false }
                    end(group)
                    return true
                }
                var kept = KeptOutput(limit: Self.outputLimit)
                for try await buffer in execution.standardOutput {
                    if kept.isFull { kept.skip(buffer.count) } else { kept.append(buffer.withUnsafeBytes(Array.init)) }
                }
                return (kept: kept, timer: timer)
            }
            // The timer runs on until here, for a program that closes its outputs and stays. What children are left goes.
            let (kept, timer) = result.closureResult
            timer.cancel()
            end(result.processIdentifier.value)
            return outcome(result.terminationStatus, isLate: await timer.value, kept)
        } catch let error as SubprocessError where error.code == .executableNotFound {
            return ProgramOutcome(end: .notStarted("there is no program \(executable)"))
        } catch {
            return ProgramOutcome(end: .notStarted("\(error)"))
        }
    }

    private func outcome(_ status: TerminationStatus, isLate: Bool, _ kept: KeptOutput) -> ProgramOutcome {
        let end: ProgramOutcome.End =
            switch status {
            case _ where isLate: .deadline(deadline)
            case .exited(let code): .exited(Int(code))
            case .signaled(let signal): .killed(signal: Int(signal))
            }
        return ProgramOutcome(end: end, output: kept.text, isOutputCut: kept.isCut)
    }

    private static var options: PlatformOptions {
        var options = PlatformOptions()
        options.createSession = true
        return options
    }

    private static func variables(_ environment: [String: String]) -> [Environment.Key: String?] {
        Dictionary(environment.map { (Environment.Key(stringLiteral: $0.key), $0.value) }) { first, _ in first }
    }

    private static let variable = "HPKI_SIM_RUN"

    /// The whole process group (a session's first process is its leader: setsid(2)), and whoever has left it.
    private func end(_ group: pid_t) {
        _ = Glibc.kill(-group, SIGKILL)
        LeftProcesses.end(startedWith: "\(Self.variable)=\(mark)")
    }
}
