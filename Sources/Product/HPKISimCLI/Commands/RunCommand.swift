import ArgumentParser
import Foundation
import HPKISimulator
import ScenarioEngine

/// `hpki-sim run`: scenarios with the reference client, or with a program of the vendor's.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run scenarios, with the reference client or with your own program, and grade what it did.",
        discussion: """
            Your program is started once for each case. Environment variables tell it where everything is \
            (HPKI_SIM_SIGNING_URL, HPKI_SIM_P12, …; `hpki-sim serve` puts the same into its ready file).

            $ hpki-sim run
            $ hpki-sim run MTLS-05 'MTLS-05@http-400'
            $ hpki-sim run --area tls --junit report.xml --html report.html -- ./their-program --sign
            """
    )

    @Argument(help: "Ids, variants, files or folders; the whole catalogue if none is given.")
    var scenarios: [String] = []
    @Option(help: "Only scenarios with this tag.") var tag: [String] = []
    @Option(help: "Only this area: a folder's name, or the beginning of the ids.") var area: [String] = []
    @Option(
        help: """
            Only what asks no more of the client than this: \(ClientTask.allCases.map(\.rawValue).joined(separator: ", ")). \
            Without names of scenarios, sign-remotely for a program; what is asked stands in HPKI_SIM_TASKS.
            """
    )
    var task: [ClientTask] = []
    @Option(
        help: "How many simulators work side by side; the number of cores with a program, twice that without one."
    )
    var jobs: Int?
    @Option(help: "I/N: the I-th of N stable parts.") var shard: Shard?
    @Option(name: .customLong("repeat"), help: "How often each case is run.") var repeats = 1
    @Flag(help: "Give your program the clock of scenarios that set one, by libfaketime (Debian: faketime).")
    var faketime = false
    @Flag(help: "Stop after the first failure.") var failFast = false
    @OptionGroup var reports: RunReports
    @Option(help: "Factor on every delay of a fault; 0 skips them.") var pace = 1.0
    @Option(help: "Seconds after which your program is ended.") var deadline = 60
    /// The program and its arguments, what stands behind `--`; see ``split(_:)``.
    var program: [String] = []

    /// All that is parsed.
    private enum CodingKeys: CodingKey {
        case scenarios, tag, area, task, jobs, shard, repeats, failFast, faketime, reports, pace, deadline
    }

    /// The parser knows no second list of positional arguments, so the program is taken off before.
    ///
    /// - Parameter arguments: without the executable's own name.
    static func split(_ arguments: [String]) -> (own: [String], program: [String]) {
        guard arguments.first == configuration.commandName, let end = arguments.firstIndex(of: "--") else {
            return (arguments, [])
        }
        return (Array(arguments[..<end]), Array(arguments[(end + 1)...]))
    }

    func validate() throws {
        guard jobs.map({ $0 >= 1 }) ?? true else { throw ValidationError("--jobs counts from 1") }
        guard repeats >= 1 else { throw ValidationError("--repeat counts from 1") }
        guard pace >= 0, pace.isFinite else { throw ValidationError("--pace is a number from 0 on") }
        guard deadline >= 1 else { throw ValidationError("--deadline counts seconds from 1") }
    }

    func run() async throws { try await run(in: .process) }

    func run(in context: CommandContext) async throws {
        do {
            guard !faketime || !program.isEmpty else {
                throw CommandFailure(
                    .usage,
                    "--faketime is for a program behind --: the reference client has its own clock"
                )
            }
            let summary = try await runs(in: context)
            try reports.write(summary)
            context.output("\n\(summary.line)")
            guard summary.isGood else { throw ExitCode(CommandFailure.Code.fellShort.rawValue) }
        } catch let code as ExitCode {
            throw code
        } catch {
            throw CommandFailure(error).exit(in: context)
        }
    }

    private func runs(in context: CommandContext) async throws -> RunSummary {
        let directories = UserDirectories(environment: context.environment)
        var configuration = SimulatorConfiguration()
        configuration.keyCacheDirectory = directories.keyCache
        configuration.pace = pace
        let catalogue = try ScenarioCatalogue(scenarios, vocabulary: try await Simulator.vocabulary(configuration))
        let selection = selection(catalogue)
        let cases: [ScenarioCase]
        let unfit: Int
        do {
            cases = try selection.cases(of: catalogue.library)
            unfit = try selection.withoutTasks.cases(of: catalogue.library).count - cases.count
        } catch {
            throw CommandFailure(.usage, "\(error)")
        }
        if unfit > 0 {
            context.output(
                "\(unfit) cases ask something else of a program: see --task and --faketime in 'hpki-sim run --help'\n"
            )
        }
        guard !cases.isEmpty else { throw CommandFailure(.usage, "no scenario fits: see 'hpki-sim scenarios list'") }
        // The reference client has its cards in this process; a program finds them by PCSCLITE_CSOCK_NAME.
        if !program.isEmpty { configuration.cardSocket = .below(directories.runtime) }
        let jobs = RunJobs(
            configuration: configuration,
            client: program.isEmpty ? .reference : .program(program),
            deadline: .seconds(deadline),
            clientClock: clientClock(context),
            // The reference client waits more than it works: for silent servers, late answers.
            jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount * (program.isEmpty ? 2 : 1),
            isFailFast: failFast,
            progress: { context.output(TextReport.lines($0).joined(separator: "\n")) }
        )
        return try await jobs.run(cases)
    }

    private func clientClock(_ context: CommandContext) -> ClientClock {
        guard faketime else { return .own }
        return ProgramSearch(context).path(of: "faketime").map(ClientClock.faketime) ?? .faketimeMissing
    }

    /// A scenario that is named is run, whatever it asks.
    private var tasks: Set<ClientTask>? {
        if !task.isEmpty { return Set(task) }
        return program.isEmpty || !scenarios.isEmpty ? nil : [.signRemotely]
    }

    private func selection(_ catalogue: ScenarioCatalogue) -> ScenarioSelection {
        var selection = ScenarioSelection()
        selection.names = catalogue.names
        selection.tags = tag
        selection.areas = area
        selection.tasks = tasks
        selection.hasClock = program.isEmpty || faketime || !catalogue.names.isEmpty
        selection.shard = shard.map { ($0.index, $0.count) }
        selection.repeats = repeats
        return selection
    }
}

extension ClientTask: ExpressibleByArgument {}

extension ScenarioSelection {
    /// The same for a client that does everything.
    fileprivate var withoutTasks: ScenarioSelection {
        var selection = self
        selection.tasks = nil
        selection.hasClock = true
        return selection
    }
}
