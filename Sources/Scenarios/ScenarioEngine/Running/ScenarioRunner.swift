import Foundation
package import Simulation
import VendorDouble

/// Runs cases in a simulator, one after the other.
package struct ScenarioRunner: Sendable {
    private let host: any ScenarioHost
    private let client: ScenarioClient
    private let deadline: Duration
    private let clientClock: ClientClock
    private let time: TimeSource

    /// - Parameters:
    ///   - deadline: for a program, in real time.
    ///   - clientClock: how a program gets the clock of a scenario that sets one.
    ///   - time: for deadlines and durations.
    package init(
        _ host: any ScenarioHost,
        client: ScenarioClient,
        deadline: Duration = .seconds(60),
        clientClock: ClientClock = .own,
        time: TimeSource = .system
    ) {
        self.host = host
        self.client = client
        self.deadline = deadline
        self.clientClock = clientClock
        self.time = time
    }

    package func run(_ item: ScenarioCase) async -> ScenarioRun {
        if let reason = unfitness(item.scenario) { return notRun(item, reason) }
        do {
            let session = try await ScenarioSession.begin(item, in: host, time: time)
            do {
                let run = try await session.graded(try await act(item.scenario, in: session.environment))
                await session.end()
                return run
            } catch {
                await session.end()
                throw error
            }
        } catch {
            return notRun(item, "\(error)")
        }
    }

    private func notRun(_ item: ScenarioCase, _ reason: String) -> ScenarioRun {
        ScenarioRun(
            name: item.name,
            scenario: item.scenario,
            grade: Grade(notRun: reason),
            outcome: nil,
            events: [],
            duration: .zero
        )
    }

    /// Why a case cannot be run with this client.
    private func unfitness(_ scenario: Scenario) -> String? {
        if let reason = scenario.pending { return "pending: \(reason)" }
        switch client {
        case .reference: return scenario.client.isEmpty ? "it has no steps for the reference client" : nil
        case .program: return scenario.given.clock == nil ? nil : clientClock.complaint
        }
    }

    private func act(_ scenario: Scenario, in environment: [String: String]) async throws -> ClientOutcome {
        switch client {
        case .program(let command):
            let runner = ProgramRunner(
                command: scenario.given.clock == nil
                    ? command : clientClock.command(command, at: host.simulation.clock),
                deadline: deadline,
                sleep: time.sleep
            )
            return .program(await runner.run(environment: environment))
        case .reference:
            do {
                let pace = host.simulation.pace.factor
                let terminals = scenario.given.environment == .noCardService ? AbsentCardService() : host.terminals
                let reference = try ReferenceClient(
                    environment: environment,
                    present: { [host] in try await host.environment(of: nil) },
                    perform: { [host] in try await host.perform($0, scenario: scenario.id) },
                    terminals: terminals,
                    pace: pace,
                    instant: time.now
                )
                return .reference(await reference.run(scenario.client))
            } catch {
                var report = ClientReport()
                report.failedStep = "start"
                report.failure = ClientFailureReport(error)
                return .reference(report)
            }
        }
    }
}
