import Foundation
import HPKISimulator
import OpenSSL
import Simulation
import TestSupport
import Testing
import VendorDouble

/// The commands that ask a running server, and what they say without one.
@Suite(.timeLimit(.minutes(5))) struct ServerCommandTests {
    let program: Program

    init() throws {
        program = try Program()
    }

    private func run(_ arguments: [String], ready: String? = nil) async throws -> ProcessResult {
        let environment = program.environment.merging(["HPKI_SIM_READY": ready]) { $1 }
        return try await ProcessRunner.run(Program.path, arguments, environment: environment)
    }

    private func json(_ arguments: [String], _ ready: String) async throws -> JSONValue {
        let result = try await run(arguments + ["--format", "json"], ready: ready)
        #expect(result.status == .exited(0))
        #expect(result.errorText == "")
        return try JSONValue.parse(result.standardOutput)
    }

    @Test func `serve tells at its end what clients should not do, and calls any host when told to`() async throws {
        let program = try Program()
        let (_, ended) = try await program.serving("--ephemeral", "--notify-any-host") { serving in
            let signer = try await Signer(serving)
            let hash = DigestAlgorithm.sha256.hash([1])
            let sad = try await signer.authorize(hash)
            let body: JSONValue = [
                "credentialID": .string(serving.ready.credentialID), "SAD": .string(sad),
                "hashes": [.string(Base64.encode(hash))], "signAlgo": "1.2.840.113549.1.1.11", "operationMode": "A",
                "response_uri": "http://vendor.invalid/",
            ]
            let fields: [ClientRequest.Field] = [("Content-Type", "application/json")]
            let request = ClientRequest("POST", "/csc/v2/signatures/signHash", fields: fields, body: body.utf8())
            #expect(try await signer.connection.send(request.bearer(signer.token)).status == 200)
        }
        #expect(ended.status == .exited(0))
        let lints = ended.outputText.split(separator: "\n").filter { $0.hasPrefix("lint: ") }
        #expect(lints.count == 1)
        #expect(lints.first?.hasPrefix("lint: csc.missing-charset (vendor-app): ") == true)
        #expect(lints.first?.contains(" Seen once, first with trace ") == true)
    }

    static let commands = [["certs", "list"], ["certs", "show", "a"], ["certs", "export", "/tmp/never"], ["clock"]]

    @Test(arguments: commands) func `says how to start a server when none runs`(command: [String]) async throws {
        let result = try await run(command)
        #expect(result.status == .exited(69))
        #expect(
            result.allText
                == "hpki-sim: no server runs (no ready file at \(program.home.path("hpki-sim/ready.json"))): "
                + "start one with 'hpki-sim serve'\n"
        )
    }

    @Test func `says that a ready file is left over`() async throws {
        let (old, ended) = try await program.serving("--state", program.home.path("state")) { serving in
            try serving.process.kill()
            await serving.process.untilOutputEnds()
            return serving.ready
        }
        #expect(ended.status == .signalled(9))
        let result = try await run(["clock"], ready: program.home.path("state/ready.json"))
        #expect(result.status == .exited(69))
        #expect(
            result.allText == "hpki-sim: no server answers at \(old.adminURL) (its ready file is left over): "
                + "start one with 'hpki-sim serve'\n"
        )
    }

    @Test func `takes nothing for a ready file that is none`() async throws {
        let path = try program.home.write("{}", to: "notes.json")
        let result = try await run(["clock", "--ready", path])
        #expect(result.status == .exited(65))
        #expect(result.errorText.hasPrefix("hpki-sim: \(path) is no ready file of hpki-sim"))
        #expect(result.errorText.filter { $0 == "\n" }.count == 1)
    }

    @Test func `finds a server by its state directory`() async throws {
        _ = try await program.serving { serving in
            let result = try await run(["clock"])
            #expect(result.status == .exited(0))
            #expect(serving.ready.pid == serving.process.processID)
        }
    }

    @Test func `lists, shows and exports certificates`() async throws {
        _ = try await program.serving("--ephemeral") { serving in
            let ready = serving.readyFile
            let entries = try #require(try await json(["certs", "list"], ready)["certificates"]?.array)
            let labels = entries.compactMap { $0["label"]?.string }
            #expect(Set(labels).isSuperset(of: ["hpki-root", "client-issuing", "client-clinic", "second-doctor"]))
            let list = try await run(["certs", "list"], ready: ready)
            let firstWords = list.outputText.split(separator: "\n").map { $0.split(separator: " ")[0] }
            #expect(firstWords.map(String.init) == labels)

            let root = try await json(["certs", "show", "hpki-root"], ready)
            let pem = try #require(root["pem"]?.string)
            let certificate = try Certificate(pem: pem)
            #expect(root["serialNumber"]?.string == certificate.serialHex)
            let shown = try await run(["certs", "show", "hpki-root"], ready: ready)
            #expect(shown.outputText.hasPrefix("subject  \(certificate.subject)\nissuer   \(certificate.issuer)\n"))
            #expect(shown.outputText.contains(pem))

            let folder = program.home.path("exported/certs")
            let export = try await run(["certs", "export", folder], ready: ready)
            #expect(export.allText == "\(labels.count) certificates and 10 revocation lists in \(folder)\n")
            let files = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(files.filter { $0.hasSuffix(".pem") }.sorted() == labels.map { "\($0).pem" }.sorted())
            #expect(files.filter { $0.hasSuffix(".crl") }.count == 10)
            #expect(try program.home.read("exported/certs/hpki-root.pem") == Array(pem.utf8))

            let unwritable = try await run(["certs", "export", "/proc/certs"], ready: ready)
            #expect(unwritable.status == .exited(65))
            #expect(unwritable.errorText.hasPrefix("hpki-sim: /proc/certs cannot be written: "))

            let unknown = try await run(["certs", "show", "nobody"], ready: ready)
            #expect(unknown.status == .exited(64))
            #expect(
                unknown.allText
                    == "hpki-sim: no certificate is called 'nobody'; there are \(labels.joined(separator: ", "))\n"
            )
        }
    }

    @Test func `shows and moves the clock`() async throws {
        _ = try await program.serving("--ephemeral", "--clock", "2027-04-01T09:00:00+09:00") { serving in
            let ready = serving.readyFile
            let shown = try await run(["clock", "show"], ready: ready)
            #expect(shown.outputText.hasPrefix("2027-04-01T00:0"))
            #expect(shown.outputText.contains("  running, "))

            let frozen = try await json(["clock", "freeze"], ready)
            #expect(frozen["mode"] == "frozen")
            let advanced = try await json(["clock", "advance", "15d"], ready)
            let before = try #require(frozen["now"]?.string.flatMap { Date(rfc3339: $0) })
            let after = try #require(advanced["now"]?.string.flatMap { Date(rfc3339: $0) })
            #expect(after.timeIntervalSince(before) == 15 * 86400)
            let instant = "2030-01-02T03:04:05+09:00"
            let set = try await run(["clock", "set", instant], ready: ready)
            #expect(set.outputText.hasPrefix("2030-01-01T18:04:05.000Z  frozen, "))
            let resumed = try await json(["clock", "resume"], ready)
            #expect(resumed["mode"] == "running")

            let wrong = try await run(["clock", "advance", "soon"], ready: ready)
            #expect(wrong.status == .exited(65))
            #expect(wrong.allText == "hpki-sim: 'soon' is no duration: write 15d, 2h30m or P14D\n")
        }
    }
}
