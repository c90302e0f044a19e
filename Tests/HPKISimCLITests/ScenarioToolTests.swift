import Foundation
import HPKISimulator
import TestSupport
import Testing
import VendorDouble

/// `scenarios record`, `scenarios report`, `serve --scenario` and `run --faketime`, as processes.
@Suite(.timeLimit(.minutes(5))) struct ScenarioToolTests {
    private let folder: TemporaryDirectory
    private let program: Program

    init() throws {
        folder = try TemporaryDirectory()
        program = try Program()
    }

    @Test func `what happened in a server becomes a scenario that plays`() async throws {
        let (program, folder) = (program, folder)
        let file = folder.path("recorded.yaml")
        _ = try await program.serving("--ephemeral", "--no-pcsc") { serving in
            let rule = #"""
                {"id":"busy","point":"http.request","matching":{"path":"/csc/v2/credentials/list"},"when":{"first":1},
                 "effect":{"error":{"status":503,"error":"temporarily_unavailable","retry_after":1}}}
                """#
            let portal = try await serving.portal()
            let answer = try await portal.send(.json("/_sim/faults", rule).bearer(serving.ready.adminToken))
            #expect(answer.status == 200)
            try await portal.close()
            var settings = try serving.settings()
            settings.patience = Patience(pace: 0)
            let session = VendorSession(settings)
            let client = RemoteSigningClient(session)
            let credential = try #require(try await client.credentials().first)
            _ = try await client.sign([Array(repeating: 7, count: 32)], with: credential)
            await session.close()

            let recorded = try await program.run([
                "scenarios", "record", "--ready", serving.readyFile, "--id", "OUR-1", "--title", "混雑の後の署名",
                "--output", file,
            ])
            #expect(recorded.status == .exited(0), "\(recorded.errorText)")
        }
        let text = String(decoding: try folder.read("recorded.yaml"), as: UTF8.self)
        #expect(text.contains("fault.add"))
        #expect(text.contains("sign-remotely"))
        #expect(text.contains("signature.created"))
        let checked = try await program.run(["scenarios", "check", file])
        #expect(checked.outputText == "1 scenarios, nothing wrong with them\n")
        let played = try await program.run(["run", file, "--pace", "0"])
        #expect(played.outputText.contains("PASS  OUR-1  混雑の後の署名"), "\(played.outputText)\n\(text)")
    }

    @Test func `nothing is made of nothing`() async throws {
        let program = program
        _ = try await program.serving("--ephemeral", "--no-pcsc") { serving in
            let recorded = try await program.run(["scenarios", "record", "--ready", serving.readyFile])
            #expect(recorded.status == .exited(65))
            #expect(recorded.errorText.hasPrefix("hpki-sim: nothing to record: no program has come to the server"))
        }
    }

    @Test func `reports of shards become one, with the catalogue's coverage`() async throws {
        for index in 1...2 {
            _ = try await program.run([
                "run", "NET-16", "NET-21", "MTLS-05", "--shard", "\(index)/2", "--json", folder.path("\(index).json"),
            ])
        }
        let whole = try await program.run(["run", "NET-16", "NET-21", "MTLS-05", "--junit", folder.path("whole.xml")])
        let merged = try await program.run([
            "scenarios", "report", folder.path("1.json"), folder.path("2.json"), "--junit", folder.path("merged.xml"),
            "--html", folder.path("merged.html"), "--json", folder.path("merged.json"),
        ])
        #expect(merged.status == .exited(0), "\(merged.errorText)")
        let count = whole.outputText.split(separator: "\n").count { $0.hasPrefix("PASS") }
        #expect(merged.outputText.contains("\n\(count) passed, 0 failed, 0 not run\n"))
        #expect(merged.outputText.contains("\(count) of "))
        #expect(merged.outputText.contains("cases of the catalogue were run, \(count) passed"))
        let names = try Self.names(folder.read("merged.xml"))
        #expect(try names == Self.names(folder.read("whole.xml")))
        #expect(String(decoding: try folder.read("merged.html"), as: UTF8.self).contains("網羅率"))
        // What was merged merges again, to the same.
        let again = try await program.run(["scenarios", "report", folder.path("merged.json")])
        #expect(again.outputText == merged.outputText)
    }

    private static func names(_ junit: [UInt8]) -> [String] {
        String(decoding: junit, as: UTF8.self).matches(of: /<testcase classname="[^"]*" name="([^"]*)"/).map {
            String($0.1)
        }
    }

    @Test(arguments: [
        ("[]", " is no report of 'hpki-sim run --json': it has no \"runs\""),
        (#"{"runs":[{}]}"#, " is no report of 'hpki-sim run --json': run 1 cannot be read"),
        ("<html>", " is no report of 'hpki-sim run --json': "),
    ])
    func `what is no report is refused`(text: String, message: String) async throws {
        try folder.write(text, to: "a.json")
        let result = try await program.run(["scenarios", "report", folder.path("a.json")])
        #expect(result.status == .exited(65))
        #expect(result.errorText.contains(message), "\(result.errorText)")
        #expect(result.errorText.split(separator: "\n").count == 1)
    }

    @Test func `a server can begin with a scenario`() async throws {
        _ = try await program.serving("--ephemeral", "--no-pcsc", "--scenario", "ISS-09") { serving in
            #expect(serving.ready.scenario.hasPrefix("ISS-09"))
            #expect(serving.ready.pkcs12?.hasSuffix("presented-damaged.p12") == true)
        }
        let wrong = try await program.run([
            "serve", "--ephemeral", "--port", "0", "--portal-port", "0", "--scenario", "X-1",
        ])
        #expect(wrong.status == .exited(65))
        #expect(wrong.errorText.hasPrefix("hpki-sim: there is no scenario \"X-1\""))
    }

    private static let clocked = """
        id: OWN-1
        title: 時計
        given: { clock: 400d }
        expect: [ output-contains: year ]
        """
    private static let year = #"curl -s "$HPKI_SIM_PORTAL_URL/logo.png" -o /dev/null; date '+year %Y %m'"#

    @Test func `a scenario with a clock is not run with a program that has another`() async throws {
        try folder.write(Self.clocked, to: "own.yaml")
        let own = folder.path("own.yaml")
        let without = try await program.run(["run", own, "--", "sh", "-c", Self.year])
        #expect(without.outputText.contains("needs the client's clock: run it with --faketime"))
        #expect(without.status == .exited(1))
        try FileManager.default.createSymbolicLink(atPath: folder.path("sh"), withDestinationPath: "/bin/sh")
        let missing = try await program.run(
            ["run", own, "--faketime", "--", "/bin/sh", "-c", Self.year],
            environment: ["PATH": folder.path]
        )
        #expect(missing.outputText.contains("needs the client's clock: there is no faketime"))
        let reference = try await program.run(["run", own, "--faketime"])
        #expect(reference.status == .exited(64))
    }

    @Test(.needs(program: "faketime")) func `libfaketime gives a program the scenario's clock`() async throws {
        try folder.write(Self.clocked, to: "own.yaml")
        let result = try await program.run(
            [
                "run", folder.path("own.yaml"), "--faketime", "--json", folder.path("r.json"), "--", "sh", "-c",
                Self.year,
            ]
        )
        #expect(result.outputText.contains("PASS  OWN-1"), "\(result.outputText)")
        let wanted = Calendar(identifier: .gregorian).component(.year, from: Date().addingTimeInterval(400 * 86_400))
        #expect(String(decoding: try folder.read("r.json"), as: UTF8.self).contains("year \(wanted)"))
    }
}
