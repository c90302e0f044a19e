import Foundation
import TestSupport
import Testing

/// The examples for vendors, as CI of a vendor's runs them: `hpki-sim run … -- their program`.
@Suite(.timeLimit(.minutes(10))) struct ExampleTests {
    /// A good run, refused certificates, spoiled signatures, a service that is busy, broken, or elsewhere.
    private static let selection = [
        "MTLS-00", "MTLS-05", "SIGN-19", "SIGN-21", "SIGN-22", "SIGN-23", "NET-02", "NET-05", "NET-08", "NET-21",
    ]
    /// Its library opens the first pair of a .p12 alone.
    private static let beyondPython = "ISS-12"

    /// All of it costs minutes: beside an engineer a stable part must do.
    private static let isWhole = ProcessInfo.processInfo.environment["CI"] == "true"
    private static let part = isWhole ? [] : ["--shard", "1/6"]

    private func file(_ path: String) -> String {
        Repository.root.appending(path: path).path(percentEncoded: false)
    }

    private func run(_ options: [String], _ command: [String]) async throws -> (ProcessResult, RunReport) {
        let folder = try TemporaryDirectory()
        let result = try await ProcessRunner.run(
            PeerScript.simulator,
            ["run"] + options + ["--pace", "0", "--json", folder.path("report.json"), "--"] + command,
            environment: ["REQUESTS_CA_BUNDLE": nil],
            deadline: .seconds(540)
        )
        return (result, try JSONDecoder().decode(RunReport.self, from: Data(folder.read("report.json"))))
    }

    private struct RunReport: Decodable {
        struct Run: Decodable {
            let name: String
            let verdict: String
        }
        let runs: [Run]

        var fellShort: [String] { runs.filter { $0.verdict != "passed" }.map(\.name) }
    }

    /// All that a program which signs one document with the service can meet.
    @Test(.needsPeerPython) func `the Python example takes every failure well`() async throws {
        let (result, report) = try await run(Self.part, [Repository.peerPython, file("Examples/Python/vendor.py")])
        #expect(report.runs.count >= (Self.isWhole ? 150 : 10))
        #expect(report.fellShort.filter { $0 != Self.beyondPython }.isEmpty, "\(result.allText)")
    }

    /// All that a program which signs one document with a card can meet.
    @Test(.needsPyscard) func `the Python example for cards takes every failure well`() async throws {
        let (result, report) = try await run(
            ["--task", "sign-locally"] + Self.part,
            [PCSCPeer.python, file("Examples/Python/card.py")]
        )
        #expect(report.runs.count >= (Self.isWhole ? 50 : 4))
        #expect(report.fellShort.isEmpty, "\(result.allText)")
    }

    @Test(.needs(program: "javac")) func `the Java example takes every failure well`() async throws {
        let classes = try TemporaryDirectory()
        let source = file("Examples/Java/Vendor.java")
        _ = try await ProcessRunner.output(
            of: "javac",
            ["-Xlint:all", "-Werror", "-encoding", "UTF-8", "-d", classes.path, source],
            deadline: .seconds(120)
        )
        let (result, report) = try await run(Self.selection, ["java", "-cp", classes.path, "Vendor"])
        #expect(report.runs.count >= Self.selection.count)
        #expect(report.fellShort.isEmpty, "\(result.allText)")
    }
}
