import Foundation
import ScenarioFiles
import TestSupport
import Testing

/// `hpki-sim run` and `hpki-sim scenarios` as processes.
@Suite(.timeLimit(.minutes(5))) struct RunCommandTests {
    private let folder: TemporaryDirectory
    private let program: Program

    init() throws {
        folder = try TemporaryDirectory()
        program = try Program()
    }

    @Test func `runs a scenario with all its variants and writes every report`() async throws {
        let reports = ["junit", "json", "html"].map { ("--\($0)", folder.path("report.\($0)")) }
        let result = try await program.run(["run", "MTLS-05", "--jobs", "1"] + reports.flatMap { [$0, $1] })
        #expect(result.status == .exited(0))
        let lines = result.outputText.split(separator: "\n")
        #expect(lines.count == 6)
        #expect(lines.dropLast().allSatisfy { $0.hasPrefix("PASS  MTLS-05@") })
        #expect(lines.last == "5 passed, 0 failed, 0 not run")
        let junit = String(decoding: try folder.read("report.junit"), as: UTF8.self)
        #expect(junit.contains("<testsuite name=\"hpki-sim\" tests=\"5\" failures=\"0\" skipped=\"0\" errors=\"0\""))
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(folder.read("report.json"))) as? [String: Any]
        )
        #expect(json["passed"] as? Int == 5)
        let html = String(decoding: try folder.read("report.html"), as: UTF8.self)
        #expect(html.contains("<b class=\"passed\">合格 5</b>"))
        #expect(!html.contains("src=") && !html.contains("href=\"http"))
    }

    @Test func `starts a program once for each case and ends with 1 where it fell short`() async throws {
        let result = try await program.run(["run", "MTLS-05@http-400", "--", "sh", "-c", "echo started; exit 0"])
        #expect(result.status == .exited(1))
        #expect(result.outputText.contains("SKIP  MTLS-05@http-400"))
        #expect(result.outputText.contains("the program never came to the simulator"))
    }

    /// The program finds the case's readers by the variable, and is graded by what its cards say.
    @Test(arguments: [
        ("2469", "CARD-13@one-document"), ("2468", "CARD-26@two-seconds"), ("2468", "CARD-08@for-long"),
    ])
    func `grades a program that signs with a card`(pin: String, name: String) async throws {
        let input = try folder.write(ScenarioFiles.prescription, to: "a.xml")
        let file = try folder.write(pin, to: "pin")
        let result = try await program.run(
            ["run", name, "--pace", "0", "--", Program.path, "sign", "--local", "--pin-file", file, input]
        )
        #expect(result.status == .exited(0), "\(result.allText)")
        #expect(result.outputText.contains("PASS  \(name)"), "\(result.outputText)")
    }

    /// All in one simulator: a PIN that an earlier case's card refused is not sent "again" in the next.
    @Test func `a case remembers nothing of the cases before it`() async throws {
        let result = try await program.run(["run", "CARD-16", "CARD-17", "--pace", "0", "--jobs", "1"])
        #expect(result.status == .exited(0), "\(result.outputText)")
    }

    @Test func `takes a file of the user's own`() async throws {
        try folder.write("id: OWN-1\ntitle: 自分\nclient: [ service-info ]\nexpect: [ exit-code: 0 ]\n", to: "own.yaml")
        let result = try await program.run(["run", folder.path("own.yaml")])
        #expect(result.outputText.contains("PASS  OWN-1  自分"))
        #expect(result.status == .exited(0))
    }

    @Test(arguments: [
        (["run", "MTLS-99"], 64, "hpki-sim: there is no scenario \"MTLS-99\": did you mean \"MTLS-09\"?"),
        (["run", "--shard", "9/8"], 64, "hpki-sim: The value '9/8' is invalid for '--shard <shard>'"),
        (["run", "--jobs", "0"], 64, "hpki-sim: --jobs counts from 1"),
        (["run", "--tag", "nothing"], 64, "hpki-sim: no scenario fits: see 'hpki-sim scenarios list'"),
        (["run", "./nowhere.yaml"], 65, "hpki-sim: ./nowhere.yaml: there is no such file or folder"),
        (["scenarios", "show", "X"], 64, "hpki-sim: there is no scenario \"X\": see 'hpki-sim scenarios list'"),
    ])
    func `says in one line what is wrong`(arguments: [String], code: Int, message: String) async throws {
        let result = try await program.run(arguments)
        #expect(result.status == .exited(Int32(code)))
        #expect(result.errorText.hasPrefix(message), "\(result.errorText)")
        #expect(result.errorText.split(separator: "\n").count == 1)
    }

    @Test func `checks the user's files and says where something is wrong`() async throws {
        try FileManager.default.createDirectory(atPath: folder.path("own"), withIntermediateDirectories: false)
        try folder.write("id: OWN-1\ntitle: 自分\nexpect: [ never: signature.creatd ]\n", to: "own/own.yaml")
        let result = try await program.run(["scenarios", "check", folder.path("own")])
        #expect(result.status == .exited(65))
        #expect(
            result.errorText
                == "hpki-sim: own/own.yaml:3:18: no domain emits the event \"signature.creatd\": did you mean \"signature.created\"?\n"
        )
    }

    @Test func `shards are stable and leave nothing out`() async throws {
        var names: [String] = []
        for index in 1...3 {
            let result = try await program.run(["run", "--area", "network", "--pace", "0", "--shard", "\(index)/3"])
            names += result.outputText.split(separator: "\n").filter { $0.hasPrefix("PASS") }.map {
                String($0.split(separator: " ")[1])
            }
        }
        let whole = try await program.run(["run", "--area", "network", "--pace", "0"])
        let all = whole.outputText.split(separator: "\n").filter { $0.hasPrefix("PASS") }.map {
            String($0.split(separator: " ")[1])
        }
        #expect(names.sorted() == all.sorted())
        #expect(all.count >= 5)
    }
}
