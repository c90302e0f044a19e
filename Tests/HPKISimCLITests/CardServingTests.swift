import Foundation
import ScenarioFiles
import TestSupport
import Testing

/// What `serve` does for cards besides its socket: vpcd, the trace, and what outlives it.
@Suite(.timeLimit(.minutes(5)))
struct CardServingTests {
    private let program: Program
    private let folder: TemporaryDirectory

    init() throws {
        program = try Program()
        folder = try TemporaryDirectory()
    }

    // MARK: - vpcd

    private static let atr: [UInt8] = [
        0, 13, 0x3B, 0x88, 0x80, 0x01, 0x00, 0x4E, 0x00, 0x00, 0xF7, 0x81, 0xD1, 0x00, 0xE0,
    ]

    @Test func `--vpcd shows the card of reader 0, and follows insertion, removal and the driver's return`()
        async throws
    {
        let driver = FakeDriver()
        let port = try await driver.start()
        _ = try await program.serving("--ephemeral", "--vpcd", "127.0.0.1:\(port)") { serving in
            let ready = ["--ready", serving.readyFile]
            await driver.untilConnected(1)
            let answer = try await driver.ask([4], answer: 15)
            #expect(answer == Self.atr)
            #expect(try await driver.ask([0x00, 0xA4, 0x04, 0x00, 0x01, 0x01], answer: 4) == [0, 2, 0x6A, 0x82])
            #expect(try await program.run(["card", "remove", "hpki-doctor"] + ready).status == .exited(0))
            await driver.untilClosed()
            #expect(try await program.run(["card", "insert", "hpki-doctor"] + ready).status == .exited(0))
            await driver.untilConnected(2)
            #expect(try await driver.ask([4], answer: 15) == Self.atr)
            await driver.drop()
            await driver.untilConnected(3)
            #expect(try await driver.ask([4], answer: 15) == Self.atr)
        }
        await driver.stop()
    }

    @Test(arguments: ["", "localhost", "localhost:", "localhost:0", "localhost:65535", "a b:1", "localhost:x"])
    func `--vpcd that is no address is refused`(address: String) async throws {
        let refused = try await program.run("serve", "--ephemeral", "--vpcd", address)
        #expect(refused.status == .exited(64))
        #expect(refused.errorText.contains("--vpcd"), "\(refused.errorText)")
    }

    // MARK: - The trace

    @Test func `--trace-apdu tells everything at the readers but the secrets, to the owner alone`() async throws {
        let trace = try folder.write("before\n", to: "apdu.log")
        let input = try folder.write(ScenarioFiles.prescription, to: "a.xml")
        let pin = try folder.write("2468", to: "pin")
        _ = try await program.serving("--ephemeral", "--trace-apdu", trace) { serving in
            let ready = ["--ready", serving.readyFile]
            let sign = try await program.run(["sign", "--local", "--pin-file", pin, input] + ready)
            #expect(sign.status == .exited(0), "\(sign.allText)")
            #expect(try await program.run(["card", "remove", "hpki-doctor"] + ready).status == .exited(0))
            #expect(try await program.run(["card", "unplug", "--reader", "1"] + ready).status == .exited(0))
        }
        let lines = String(decoding: try folder.read("apdu.log"), as: UTF8.self).split(separator: "\n")
        #expect(lines.first == "before")
        // Instant, reader and the rest are two spaces apart.
        let rest = lines.dropFirst().map { line in
            line.components(separatedBy: "  ").dropFirst().joined(separator: "  ")
        }
        let reader = "HPKI Sim Reader 0 00 00"
        for wanted in [
            "\(reader)  -- reader plugged in",
            "\(reader)  -- card inserted  ATR 3B 88 80 01 00 4E 00 00 F7 81 D1 00 E0",
            "\(reader)  -- card reset",
            "\(reader)  > 00 A4 04 00 05 E8 28 BD 08 0F 00  SELECT application E828BD080F",
            "\(reader)  > 00 20 00 96  VERIFY reference 96, tries left?",
            "\(reader)  < 63 CF  15 tries left",
            "\(reader)  > 00 20 00 96 04 ** ** ** **  VERIFY reference 96, 4 bytes",
            "\(reader)  -- card removed",
            "HPKI Sim Reader 1 01 00  -- reader unplugged",
        ] {
            #expect(rest.contains(wanted), "\(wanted) is not among\n\(rest.joined(separator: "\n"))")
        }
        #expect(!rest.contains { $0.contains("32 34 36 38") })
        let mode = try FileManager.default.attributesOfItem(atPath: trace)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func `a trace that cannot be written is one line`() async throws {
        let place = folder.path("no/such/apdu.log")
        let refused = try await program.run(
            "serve",
            "--ephemeral",
            "--port",
            "0",
            "--portal-port",
            "0",
            "--trace-apdu",
            place
        )
        #expect(refused.status == .exited(65))
        #expect(
            refused.errorText
                == "hpki-sim: the APDU trace \(place) cannot be written: No such file or directory; name another file\n"
        )
    }

    // MARK: - What outlives a kill

    @Test func `tries and blocked secrets survive a kill`() async throws {
        let state = program.home.path("state")
        let input = try folder.write(ScenarioFiles.prescription, to: "a.xml")
        let wrong = try folder.write("2469", to: "wrong")
        let right = try folder.write("2468", to: "right")
        let sign: @Sendable (Serving, String, [String]) async throws -> ProcessResult = { serving, pin, more in
            try await program.run(["sign", "--local", "--pin-file", pin, input, "--ready", serving.readyFile] + more)
        }
        let tries: @Sendable (Serving) async throws -> String? = { serving in
            let cards = try await program.run("card", "list", "--ready", serving.readyFile)
            return cards.outputText.split(separator: "\n").first { $0.contains("hpki-doctor  ") }.map(String.init)
        }
        let first = try await program.serving("--state", state) { serving in
            #expect(try await sign(serving, wrong, []).errorText.contains("残り14回です。"))
            try serving.process.kill()
            await serving.process.untilOutputEnds()
        }
        #expect(first.ended.status == .signalled(9))
        let second = try await program.serving("--state", state) { serving in
            #expect(try await tries(serving) == "reader 0  hpki-doctor  hpki  doctor  tries left: pin 14")
            let used = try await program.run(
                "card",
                "use-up",
                "hpki-doctor",
                "--left",
                "1",
                "--ready",
                serving.readyFile
            )
            #expect(used.status == .exited(0), "\(used.allText)")
            let warned = try await sign(serving, wrong, [])
            #expect(warned.status == .exited(1))
            #expect(warned.errorText.contains("あと1回間違えるとロックされ"))
            let last = try await sign(serving, wrong, ["--last-try"])
            #expect(last.errorText.contains("ロックされています。解除はカードの発行元である医療情報システム開発センター(MEDIS)に"))
            try serving.process.kill()
            await serving.process.untilOutputEnds()
        }
        #expect(second.ended.status == .signalled(9))
        _ = try await program.serving("--state", state) { serving in
            #expect(try await tries(serving) == "reader 0  hpki-doctor  hpki  doctor  tries left: pin 0")
            #expect(try await sign(serving, right, ["--last-try"]).errorText.contains("ロックされています。"))
            let unblocked = try await program.run("card", "unblock", "hpki-doctor", "--ready", serving.readyFile)
            #expect(unblocked.status == .exited(0), "\(unblocked.allText)")
            #expect(try await sign(serving, right, []).status == .exited(0))
        }
    }
}
