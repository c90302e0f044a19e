import HPKISimulator
import ScenarioEngine

/// Runs cases side by side, each job in a simulator of its own.
struct RunJobs {
    let configuration: SimulatorConfiguration
    let client: ScenarioClient
    /// For a program, in real time.
    let deadline: Duration
    let clientClock: ClientClock
    let jobs: Int
    let isFailFast: Bool
    /// Told of each run as it ends.
    let progress: @Sendable (ScenarioRun) -> Void

    func run(_ cases: [ScenarioCase]) async throws -> RunSummary {
        let queue = CaseQueue(cases)
        return try await withThrowingTaskGroup(of: [ScenarioRun].self) { group in
            for _ in 0..<max(1, min(jobs, cases.count)) {
                group.addTask { try await work(queue) }
            }
            var runs: [ScenarioRun] = []
            for try await part in group { runs += part }
            return RunSummary(runs)
        }
    }

    private func work(_ queue: CaseQueue) async throws -> [ScenarioRun] {
        let simulator = try await Simulator.start(configuration)
        let runner = ScenarioRunner(
            simulator.scenarioHost,
            client: client,
            deadline: deadline,
            clientClock: clientClock
        )
        var runs: [ScenarioRun] = []
        while let item = await queue.next() {
            let run = await runner.run(item)
            progress(run)
            runs.append(run)
            if isFailFast, run.grade.verdict == .failed { await queue.close() }
        }
        await simulator.stop()
        return runs
    }
}

/// What is still to be run.
private actor CaseQueue {
    private var rest: ArraySlice<ScenarioCase>

    init(_ cases: [ScenarioCase]) {
        rest = cases[...]
    }

    func next() -> ScenarioCase? { rest.popFirst() }
    func close() { rest = [] }
}
