import HPKISimulator
import Simulation
import TestSupport
import Testing

/// What needs no server.
@Suite(.timeLimit(.minutes(5))) struct GeneralCommandTests {
    let program: Program

    init() throws {
        program = try Program()
    }

    @Test func `tells its version`() async throws {
        let result = try await program.run("--version")
        #expect(result.status == .exited(0))
        #expect(result.allText == "\(Simulator.version)\n")
    }

    static let commands: [[String]] = [
        [], ["serve"], ["certs"], ["certs", "list"], ["certs", "show"], ["certs", "export"], ["clock"],
        ["clock", "show"], ["clock", "advance"], ["clock", "set"], ["clock", "freeze"], ["clock", "resume"], ["doctor"],
        ["sign"], ["verify"], ["run"], ["scenarios"], ["scenarios", "list"], ["scenarios", "show"],
        ["scenarios", "check"],
        ["scenarios", "schema"], ["scenarios", "faults"],
    ]

    @Test(arguments: commands) func `helps with every command, with an example`(command: [String]) async throws {
        let result = try await ProcessRunner.run(Program.path, command + ["--help"], environment: program.environment)
        #expect(result.status == .exited(0))
        #expect(result.errorText == "")
        let name = (["hpki-sim"] + command).joined(separator: " ")
        #expect(result.outputText.contains("USAGE: \(name)"))
        #expect(result.outputText.contains("$ \(name)"))
    }

    @Test func `examines the machine`() async throws {
        let text = try await program.run("doctor")
        let json = try await program.run("doctor", "--format", "json")
        let findings = try #require(try JSONValue.parse(json.standardOutput).array)
        let hasProblem = findings.contains { $0["verdict"] == "problem" }
        #expect(json.status == .exited(hasProblem ? 1 : 0))
        #expect(text.status == json.status)
        #expect(text.outputText.split(separator: "\n").count == findings.count)
        for finding in findings {
            let verdict = finding["verdict"]?.string ?? ""
            #expect(["good", "notice", "problem"].contains(verdict))
            #expect((finding["remedy"]?.string != nil) == (verdict != "good"))
        }
    }
}
