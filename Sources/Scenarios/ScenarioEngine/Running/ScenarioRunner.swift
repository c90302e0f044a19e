import Foundation
package import Simulation
import VendorDouble

/// Runs cases in a simulator, one after the other.
package struct ScenarioRunner: Sendable {
    private let host: any ScenarioHost
    private let client: ScenarioClient
    private let deadline: Duration
    private let time: TimeSource

    /// - Parameters:
    ///   - deadline: for a program, in real time.
    ///   - time: for deadlines and durations.
    package init(
        _ host: any ScenarioHost,
        client: ScenarioClient,
        deadline: Duration = .seconds(60),
        time: TimeSource = .system
    ) {
        self.host = host
        self.client = client
        self.deadline = deadline
        self.time = time
    }

    package func run(_ item: ScenarioCase) async -> ScenarioRun {
        let start = time.now()
        var outcome: ClientOutcome?
        var events: [EventEnvelope] = []
        var grade: Grade
        do {
            if let reason = unfitness(item.scenario) {
                grade = Grade(notRun: reason)
            } else {
                let record = try await record(item)
                outcome = record.client
                events = record.events.map(host.simulation.journal.redacted)
                grade = Grader(secrets: try await host.secrets()).grade(item.scenario, record)
            }
        } catch {
            grade = Grade(notRun: "\(error)")
        }
        return ScenarioRun(
            name: item.name,
            scenario: item.scenario,
            grade: grade,
            outcome: outcome,
            events: events,
            duration: .seconds(time.now().timeIntervalSince(start))
        )
    }

    /// Why a case cannot be run with this client.
    private func unfitness(_ scenario: Scenario) -> String? {
        if let reason = scenario.pending { return "pending: \(reason)" }
        switch client {
        case .reference: return scenario.client.isEmpty ? "it has no steps for the reference client" : nil
        case .program: return scenario.given.clock == nil ? nil : "needs the client's clock"
        }
    }

    private func record(_ item: ScenarioCase) async throws -> RunRecord {
        let simulation = host.simulation
        try await host.reset()
        let lastRecord = simulation.records.records().last?.number ?? 0
        let scenario = item.scenario
        try await prepare(scenario)
        let firstSeq = simulation.journal.lastSeq
        let reactions = ReactionWatch(scenario.reactions.filter { $0.trigger != nil }, host, scenario.id)
        let watching = reactions.start(after: firstSeq)
        let client = await act(scenario, name: item.name)
        await host.settle()
        watching.cancel()
        if let failure = await watching.value { throw failure }
        let usual = try await host.environment()["HPKI_SIM_PRACTITIONER"]
        return RunRecord(
            practitioner: scenario.given.practitioner ?? usual ?? "",
            others: scenario.given.others,
            events: try await simulation.journal.events(after: firstSeq),
            records: simulation.records.records(after: lastRecord),
            client: client
        )
    }

    /// Seed, front, clock and certificate first, then the commands and what reacts to nothing.
    private func prepare(_ scenario: Scenario) async throws {
        let given = scenario.given
        var calls: [CommandCall] = []
        if let clock = given.clock { calls.append(CommandCall("clock.set", ["to": .string(clock)])) }
        if let seed = given.seed { calls.append(CommandCall("fault.seed", ["seed": .integer(seed)])) }
        if let front = given.front { calls.append(CommandCall("front.configure", ["style": .string(front)])) }
        if let certificate = given.clientCertificate { calls += try await host.calls(for: certificate) }
        calls += given.commands + scenario.reactions.filter { $0.trigger == nil }.flatMap(\.calls)
        for call in calls { try await host.perform(call, scenario: scenario.id) }
    }

    private func act(_ scenario: Scenario, in environment: [String: String]) async throws -> ClientOutcome {
        switch client {
        case .program(let command):
            let runner = ProgramRunner(command: command, deadline: deadline, sleep: time.sleep)
            return .program(await runner.run(environment: environment))
        case .reference:
            let pace = host.simulation.pace.factor
            let terminals = scenario.given.environment == .noCardService ? AbsentCardService() : host.terminals
            let reference = try ReferenceClient(
                environment: environment,
                present: { [host] in try await host.environment() },
                perform: { [host] in try await host.perform($0, scenario: scenario.id) },
                terminals: terminals,
                pace: pace,
                instant: time.now
            )
            return .reference(await reference.run(scenario.client))
        }
    }

    private func act(_ scenario: Scenario, name: String) async -> ClientOutcome {
        do {
            var environment = try await host.environment()
            environment["HPKI_SIM_SCENARIO"] = name
            if let practitioner = scenario.given.practitioner { environment["HPKI_SIM_PRACTITIONER"] = practitioner }
            return try await EnvironmentSetup.with(scenario.given.environment, environment) { environment in
                try await act(scenario, in: environment)
            }
        } catch let failure as VendorFailure {
            var report = ClientReport()
            report.failedStep = "start"
            report.failure = ClientFailureReport(failure)
            return .reference(report)
        } catch {
            return .program(ProgramOutcome(end: .notStarted("\(error)")))
        }
    }
}
