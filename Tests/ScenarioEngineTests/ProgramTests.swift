import Foundation
import HPKISimulator
import ScenarioEngine
import Simulation
import TestSupport
import Testing

/// Programs of the vendor's, good and bad: each ends, and is told of as it was.
@Suite(.timeLimit(.minutes(5))) struct ProgramTests {
    private func run(
        _ command: [String],
        deadline: Duration = .seconds(30),
        yaml: String = "id: A-1\ntitle: x\nexpect: [ never: signature.created ]\n"
    ) async throws -> ScenarioRun {
        let simulator = try await Simulator.start()
        let scenario = try Scenario(yaml: yaml, file: "a.yaml")
        let runner = ScenarioRunner(simulator.scenarioHost, client: .program(command), deadline: deadline)
        let run = await runner.run(ScenarioCase(name: scenario.id, scenario: scenario))
        await simulator.stop()
        return run
    }

    private func outcome(_ run: ScenarioRun) -> ProgramOutcome? {
        guard case .program(let outcome)? = run.outcome else { return nil }
        return outcome
    }

    /// A killed process is gone, or a zombie that nobody has waited for; the kernel takes its time.
    private func expectEnd(ofChildIn file: String) async throws {
        let text = try String(contentsOfFile: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        let child = try #require(Int(text))
        try await withDeadline(.seconds(10), "the end of the child") {
            while let stat = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8), !stat.contains(") Z ")
            {
                try Task.checkCancellation()
                await Task.yield()
            }
        }
    }

    private static let ask = #"curl -s "$HPKI_SIM_PORTAL_URL/logo.png" -o /dev/null; "#

    @Test func `is told where everything is`() async throws {
        let run = try await run(["sh", "-c", Self.ask + "env | grep ^HPKI_SIM_ | cut -d= -f1 | sort"])
        let names = Set(outcome(run)?.output.split(separator: "\n").map(String.init) ?? [])
        #expect(
            names == [
                "HPKI_SIM_ADMIN_TOKEN", "HPKI_SIM_ADMIN_URL", "HPKI_SIM_CA_FILE", "HPKI_SIM_CLIENT_ID",
                "HPKI_SIM_CREDENTIAL_ID", "HPKI_SIM_DOCUMENT", "HPKI_SIM_HPKI_CARD_PIN", "HPKI_SIM_HPKI_CA_FILE",
                "HPKI_SIM_ISSUER",
                "HPKI_SIM_MY_NUMBER_AUTH_PIN", "HPKI_SIM_MY_NUMBER_SIGN_PASSWORD", "HPKI_SIM_P12",
                "HPKI_SIM_P12_PASSWORD", "HPKI_SIM_PORTAL_URL", "HPKI_SIM_PRACTITIONER",
                "HPKI_SIM_PRACTITIONER_NAME", "HPKI_SIM_PRACTITIONER_ROMANISED_NAME", "HPKI_SIM_RECEPTION_URL",
                "HPKI_SIM_REDIRECT_URI",
                "HPKI_SIM_RUN", "HPKI_SIM_SCENARIO", "HPKI_SIM_SIGNING_URL", "HPKI_SIM_STEPS", "HPKI_SIM_TASKS",
            ]
        )
        let help = run.grade.controls.first { $0.control == .noHelp }
        #expect(help?.outcome == .broken)
    }

    /// A scenario may be about another person than the default one.
    @Test func `is told of the scenario's person, whose secrets it must not write`() async throws {
        let simulator = try await Simulator.start()
        let host = simulator.scenarioHost
        let told = try await host.environment(of: "doctor-two-facilities")
        #expect(told["HPKI_SIM_PRACTITIONER_NAME"] == "渡邉　直人")
        #expect(told["HPKI_SIM_HPKI_CARD_PIN"] == "8642")
        #expect(try await host.secrets(of: "doctor-two-facilities").contains("8642"))
        #expect(try await host.secrets(of: nil).contains("2468"))
        await simulator.stop()
    }

    @Test func `that does not exist was not run`() async throws {
        let run = try await run(["/nonexistent/program"])
        #expect(run.grade.verdict == .notRun)
        #expect(run.grade.reason == "the program was not started: there is no program /nonexistent/program")
    }

    @Test func `that hangs is ended with its children`() async throws {
        let folder = try TemporaryDirectory()
        let file = folder.path("child")
        let run = try await run(
            ["sh", "-c", Self.ask + "sh -c 'echo $$ > \(file); exec sleep 600' & sleep 600"],
            deadline: .seconds(2)
        )
        #expect(outcome(run)?.end == .deadline(.seconds(2)))
        #expect(run.grade.verdict == .failed)
        try await expectEnd(ofChildIn: file)
    }

    @Test func `that leaves children behind leaves none`() async throws {
        let folder = try TemporaryDirectory()
        let file = folder.path("child")
        let run = try await run(
            [
                "sh", "-c",
                Self.ask
                    + "sh -c 'echo $$ > \(file); exec sleep 600' >/dev/null 2>&1 & while [ ! -s \(file) ]; do :; done; exit 4",
            ]
        )
        #expect(outcome(run)?.end == .exited(4))
        try await expectEnd(ofChildIn: file)
    }

    /// A daemon has a session of its own, and holds the program's output open.
    @Test func `whose child has gone into a session of its own is ended with it`() async throws {
        let folder = try TemporaryDirectory()
        let file = folder.path("child")
        let run = try await run(
            [
                "sh", "-c",
                Self.ask
                    + "setsid sh -c 'echo $$ > \(file); exec sleep 600' & while [ ! -s \(file) ]; do :; done; exit 0",
            ]
        )
        #expect(outcome(run)?.end == .exited(0))
        try await expectEnd(ofChildIn: file)
    }

    @Test func `that forks on and on is ended with all it has made`() async throws {
        let folder = try TemporaryDirectory()
        let file = folder.path("children")
        let run = try await run(
            ["sh", "-c", Self.ask + "for i in $(seq 40); do setsid sleep 600 & echo $! >> \(file); done; wait"],
            deadline: .seconds(3)
        )
        #expect(outcome(run)?.end == .deadline(.seconds(3)))
        for line in try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n") {
            try line.write(toFile: folder.path("child"), atomically: true, encoding: .utf8)
            try await expectEnd(ofChildIn: folder.path("child"))
        }
    }

    @Test func `that kills its process group ends alone, and the next case is played`() async throws {
        let simulator = try await Simulator.start()
        let scenario = try Scenario(yaml: "id: A-1\ntitle: x\nexpect: [ exit-code: 0 ]\n", file: "a.yaml")
        let item = ScenarioCase(name: scenario.id, scenario: scenario)
        let killer = ["sh", "-c", Self.ask + "kill -9 0"]
        let killed = await ScenarioRunner(simulator.scenarioHost, client: .program(killer)).run(item)
        #expect(outcome(killed)?.end == .killed(signal: 9))
        #expect(killed.grade.verdict == .failed)
        let good = ["sh", "-c", Self.ask + "echo 事務局"]
        let next = await ScenarioRunner(simulator.scenarioHost, client: .program(good)).run(item)
        await simulator.stop()
        #expect(next.grade.verdict == .passed)
    }

    @Test func `that prints without end is read without end, and kept within bounds`() async throws {
        let run = try await run(["sh", "-c", Self.ask + "head -c 1000000000 /dev/zero"])
        #expect(outcome(run)?.end == .exited(0))
        #expect(outcome(run)?.output.utf8.count == 1 << 20)
        #expect(outcome(run)?.isOutputCut == true)
    }

    @Test func `that is killed has not passed`() async throws {
        let run = try await run(
            ["sh", "-c", Self.ask + "kill -9 $$"],
            yaml: "id: A-1\ntitle: x\nexpect: [ exit-code: 0 ]\n"
        )
        #expect(outcome(run)?.end == .killed(signal: 9))
        #expect(run.grade.verdict == .failed)
    }

    /// A careful program and a careless one in the same scenario.
    @Test func `is graded by what it does`() async throws {
        let curl =
            #"curl -s --cacert "$HPKI_SIM_CA_FILE" --cert-type P12 --cert "$HPKI_SIM_P12:$HPKI_SIM_P12_PASSWORD" -H 'Content-Type: application/json' -d '{}' "$HPKI_SIM_SIGNING_URL/csc/v2/info""#
        let yaml = """
            id: A-1
            title: x
            given: { client-certificate: { revoked: -1d } }
            expect: [ never: signature.created, at-most: { event: tls.rejected, times: 1 } ]
            """
        let careful = try await run(["sh", "-c", "\(curl) || echo 'ベンダーにご連絡ください'; exit 1"], yaml: yaml)
        #expect(careful.grade.verdict == .passed, "\(TextReport.lines(careful))")
        let careless = try await run(["sh", "-c", "\(curl); \(curl); echo $HPKI_SIM_P12_PASSWORD"], yaml: yaml)
        #expect(careless.grade.verdict == .failed)
        let broken = careless.grade.controls.filter { $0.outcome == .broken }.map(\.control)
        #expect(broken == [.blindRetry, .secretInOutput, .noHelp])
        #expect(careless.grade.expectations.filter { !$0.isMet }.map(\.found) == ["it happened 2 times"])
    }
}
