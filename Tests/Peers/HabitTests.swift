import Foundation
import ScenarioEngine
import TestSupport
import Testing

/// Every control against a program that breaks it and one that does not, as `hpki-sim run … -- PROGRAM` grades them:
/// another process, over TLS and libpcsclite.
@Suite(.timeLimit(.minutes(5)), .needsPeerPython, .needsPyscard) struct HabitTests {
    /// Where a habit shows, and the program that has it not.
    struct Bite: Sendable {
        let scenario: String
        let habit: String
        /// Whether the careful program has an occasion to break the control.
        var isTested = true
        /// What else the habit breaks: who takes a bad signature for good tells nobody of it.
        var also: [Control] = []
    }

    private static let bites: [Control: Bite] = [
        .wrongPerson: Bite(scenario: "MTLS-00", habit: "wrong-person"),
        .resentPIN: Bite(scenario: "CARD-13@one-document", habit: "resends-the-pin"),
        // Who stops before the last try sends no PIN.
        .lastTry: Bite(
            scenario: "CARD-14@warned",
            habit: "uses-up-the-last-try",
            isTested: false
        ),
        .unverifiedSignature: Bite(scenario: "SIGN-21", habit: "never-verifies", also: [.noHelp]),
        .retryAfter: Bite(scenario: "NET-02", habit: "ignores-retry-after"),
        .blindRetry: Bite(scenario: "MTLS-05@http-400", habit: "retries-blindly"),
        .deadSession: Bite(scenario: "AUTH-16", habit: "keeps-a-dead-session"),
        .secretInOutput: Bite(scenario: "MTLS-00", habit: "tells-secrets"),
        .noHelp: Bite(scenario: "MTLS-05@http-400", habit: "helps-nobody"),
    ]

    private struct Report: Decodable {
        struct Run: Decodable {
            struct Control: Decodable {
                let control: String
                let outcome: String
                let evidence: [Int]
                let evidence_requests: [Request]?
                let evidence_output_lines: [Int]?
                struct Request: Decodable { let request: String }

                var isShown: Bool {
                    !evidence.isEmpty || evidence_requests?.isEmpty == false || evidence_output_lines?.isEmpty == false
                }
            }
            let verdict: String
            let controls: [Control]
        }
        let runs: [Run]
    }

    private func run(_ scenario: String, habit: String) async throws -> (status: ProcessResult.Status, run: Report.Run)
    {
        let folder = try TemporaryDirectory()
        let (python, script) =
            scenario.hasPrefix("CARD")
            ? (PCSCPeer.python, PCSCPeer.script("card_habits")) : (Repository.peerPython, PCSCPeer.script("habits"))
        let result = try await ProcessRunner.run(
            PeerScript.simulator,
            ["run", scenario, "--json", folder.path("report.json"), "--", python, script, habit],
            environment: ["REQUESTS_CA_BUNDLE": nil],
            deadline: .seconds(120)
        )
        let report = try JSONDecoder().decode(Report.self, from: Data(folder.read("report.json")))
        return (result.status, try #require(report.runs.first, "\(result.allText)"))
    }

    @Test(arguments: Control.allCases) func `a habit breaks its control, and care keeps it`(
        _ control: Control
    ) async throws {
        let bite = try #require(Self.bites[control], "no program breaks \(control.rawValue)")
        let bad = try await run(bite.scenario, habit: bite.habit)
        #expect(bad.status == .exited(1))
        #expect(bad.run.verdict == "failed")
        #expect(
            bad.run.controls.filter { $0.outcome == "broken" }.map(\.control) == ([control] + bite.also).map(\.rawValue)
        )
        #expect(bad.run.controls.allSatisfy { $0.isShown == ($0.outcome == "broken") })
        let good = try await run(bite.scenario, habit: "none")
        #expect(good.status == .exited(0))
        #expect(good.run.verdict == "passed")
        let kept = good.run.controls.first { $0.control == control.rawValue }?.outcome
        #expect(kept == (bite.isTested ? "kept" : "not-tested"))
    }

    // MARK: - Programs that fail before they come

    /// Who cannot open the file, or has no card, comes to nobody: what it says and how it ends is the evidence.
    @Test(arguments: [
        "ISS-07", "ISS-09@presented", "ISS-10@saved", "ISS-13", "NET-16@closed-port", "CARD-01", "CARD-02",
        "CARD-04@application", "CARD-07@upside-down", "CARD-28@no-readers",
    ])
    func `a program that fails before it comes is graded by what it says`(_ scenario: String) async throws {
        let good = try await run(scenario, habit: "none")
        #expect(good.status == .exited(0))
        #expect(good.run.verdict == "passed")
    }

    @Test(arguments: ["ends-well", "crashes", "helps-nobody"])
    func `one that says nothing, or that all is well, has not passed`(_ habit: String) async throws {
        let bad = try await run("ISS-07", habit: habit)
        #expect(bad.status == .exited(1))
        #expect(bad.run.verdict == "failed")
    }
}
