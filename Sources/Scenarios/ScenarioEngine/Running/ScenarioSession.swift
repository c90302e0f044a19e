import Foundation
package import Simulation

/// A case that is being played: the world is as it says, its reactions watch, and a client may act.
///
/// Whoever begins a session ends it. It can be graded at any time, as often as one likes.
package final class ScenarioSession: Sendable {
    package let item: ScenarioCase
    private let host: any ScenarioHost
    private let setup: EnvironmentSetup
    private let reactions: ReactionWatch
    private let firstSeq: Int
    private let lastRecord: Int
    private let practitioner: String
    private let time: TimeSource
    private let start: Date

    private init(
        _ item: ScenarioCase,
        _ host: any ScenarioHost,
        _ setup: EnvironmentSetup,
        _ reactions: ReactionWatch,
        after marks: (seq: Int, record: Int),
        practitioner: String,
        time: TimeSource,
        start: Date
    ) {
        self.item = item
        self.host = host
        self.setup = setup
        self.reactions = reactions
        (firstSeq, lastRecord) = marks
        self.practitioner = practitioner
        self.time = time
        self.start = start
    }

    /// Resets the world, makes it as the case wants it, and begins to watch.
    package static func begin(
        _ item: ScenarioCase,
        in host: any ScenarioHost,
        time: TimeSource = .system
    ) async throws -> ScenarioSession {
        let start = time.now()
        let scenario = item.scenario
        // What a client does before is not part of it.
        await host.settle()
        try await host.reset()
        let lastRecord = host.simulation.records.records().last?.number ?? 0
        try await prepare(scenario, in: host)
        let firstSeq = host.simulation.journal.lastSeq
        var environment = try await host.environment(of: scenario.given.person)
        let person = environment["HPKI_SIM_PRACTITIONER"] ?? ""
        if let practitioner = scenario.given.practitioner { environment["HPKI_SIM_PRACTITIONER"] = practitioner }
        environment["HPKI_SIM_SCENARIO"] = item.name
        environment["HPKI_SIM_TASKS"] = scenario.tasks.map(\.rawValue).sorted().joined(separator: " ")
        environment["HPKI_SIM_STEPS"] = JSONValue.array(scenario.client.map(\.json)).text()
        if let name = scenario.given.registeredName { environment["HPKI_SIM_PRACTITIONER_NAME"] = name }
        return ScenarioSession(
            item,
            host,
            try await EnvironmentSetup.start(scenario.given.environment, environment),
            ReactionWatch.start(
                scenario.reactions.filter { $0.trigger != nil },
                host,
                scenario.id,
                after: firstSeq
            ),
            after: (firstSeq, lastRecord),
            practitioner: person,
            time: time,
            start: start
        )
    }

    /// The variables by which the client finds everything (`HPKI_SIM_SIGNING_URL` and the like).
    package var environment: [String: String] { setup.variables }

    /// Everything that has happened, held against the scenario and the controls.
    ///
    /// - Throws: why a reaction could not be carried out, or the journal not be read.
    package func graded(_ client: ClientOutcome) async throws -> ScenarioRun {
        await host.settle()
        if let failure = reactions.failure { throw failure }
        let record = RunRecord(
            practitioner: practitioner,
            others: item.scenario.given.others,
            events: try await host.simulation.journal.events(after: firstSeq),
            records: host.simulation.records.records(after: lastRecord),
            client: client,
            pace: client.isReference ? host.simulation.pace.factor : 1
        )
        return ScenarioRun(
            name: item.name,
            scenario: item.scenario,
            grade: Grader(secrets: try await host.secrets(of: item.scenario.given.person)).grade(item.scenario, record),
            outcome: client,
            events: record.events.map(host.simulation.journal.redacted),
            duration: .seconds(time.now().timeIntervalSince(start))
        )
    }

    package func end() async {
        await reactions.end()
        await setup.end()
    }

    /// Seed, front, clock and certificate first, then the commands and what reacts to nothing.
    private static func prepare(_ scenario: Scenario, in host: any ScenarioHost) async throws {
        let given = scenario.given
        var calls: [CommandCall] = []
        if let clock = given.clock { calls.append(CommandCall("clock.set", ["to": .string(clock)])) }
        if let seed = given.seed { calls.append(CommandCall("fault.seed", ["seed": .integer(seed)])) }
        if let front = given.front { calls.append(CommandCall("front.configure", ["style": .string(front)])) }
        if let certificate = given.clientCertificate { calls += try await host.calls(for: certificate) }
        calls += given.commands + scenario.reactions.filter { $0.trigger == nil }.flatMap(\.calls)
        for call in calls { try await host.perform(call, scenario: scenario.id) }
    }
}
