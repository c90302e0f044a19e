import Foundation
import ScenarioFiles
import TestSupport
import Testing

/// `hpki-sim sign --local` and `hpki-sim card` as processes, through libpcsclite and the server's socket.
@Suite(.timeLimit(.minutes(5))) struct LocalSigningTests {
    private let program: Program
    private let folder: TemporaryDirectory

    init() throws {
        program = try Program()
        folder = try TemporaryDirectory()
    }

    @Test func `signs with the card in the reader, and the verifier agrees`() async throws {
        _ = try await program.serving("--ephemeral") { serving in
            let ready = ["--ready", serving.readyFile]
            let input = try folder.write(ScenarioFiles.prescription, to: "a.xml")
            let pin = try folder.write("2468\n".utf8, to: "pin")
            let sign = try await program.run(["sign", "--local", "--pin-file", pin, input] + ready)
            #expect(sign.status == .exited(0))
            #expect(sign.allText == "\(folder.path("a-signed.xml"))\n")
            _ = try await program.run(["certs", "export", folder.path("certs")] + ready)
            let verify = try await program.run(
                ["verify", folder.path("a-signed.xml"), "--trust", folder.path("certs")]
            )
            #expect(verify.status == .exited(0), "\(verify.allText)")
        }
    }

    @Test func `says how many tries are left, and sends a refused PIN no second time`() async throws {
        _ = try await program.serving("--ephemeral") { serving in
            let ready = ["--ready", serving.readyFile]
            let input = try folder.write(ScenarioFiles.prescription, to: "a.xml")
            let other = try folder.write(ScenarioFiles.prescription, to: "b.xml")
            let pin = try folder.write("2469".utf8, to: "pin")
            let sign = try await program.run(["sign", "--local", "--pin-file", pin, input, other] + ready)
            #expect(sign.status == .exited(1))
            #expect(
                sign.allText
                    == "hpki-sim: \(folder.path("a-signed.xml")): HPKIカードの暗証番号(PIN)が違います。"
                    + "残り14回です。分からない場合はカードの発行元である医療情報システム開発センター(MEDIS)にお問い合わせください。\n"
            )
            let cards = try await program.run(["card", "list"] + ready)
            #expect(
                cards.outputText.split(separator: "\n").first { $0.contains("hpki-doctor  ") }
                    == "reader 0  hpki-doctor  hpki  doctor  tries left: pin 14"
            )
        }
    }

    @Test func `names what is missing: a card, a PIN, a service`() async throws {
        let input = try folder.write(ScenarioFiles.prescription, to: "a.xml")
        let pin = try folder.write("2468".utf8, to: "pin")
        _ = try await program.serving("--ephemeral") { serving in
            let ready = ["--ready", serving.readyFile]
            let nobody = try await program.run(["sign", "--local", input] + ready)
            #expect(nobody.status == .exited(65))
            #expect(
                nobody.errorText
                    == "hpki-sim: nobody can be asked for the card's PIN: --pin-file or $HPKI_SIM_HPKI_CARD_PIN gives it\n"
            )
            let unknown = try await program.run(["card", "remove", "hpki"] + ready)
            #expect(unknown.status == .exited(65))
            #expect(unknown.errorText.hasPrefix("hpki-sim: card.remove: there is no card “hpki”, only "))
            #expect(unknown.errorText.contains("hpki-doctor"))
            for card in ["hpki-doctor", "my-number-doctor"] {
                #expect(try await program.run(["card", "remove", card] + ready).status == .exited(0))
            }
            let empty = try await program.run(["sign", "--local", "--pin-file", pin, input] + ready)
            #expect(empty.status == .exited(1))
            #expect(
                empty.errorText
                    == "hpki-sim: \(folder.path("a-signed.xml")): HPKIカードを挿入してください。"
                    + "カードがない場合は発行元にお問い合わせください。\n"
            )
        }
        let none = try await program.run(
            "sign",
            "--local",
            "--pin-file",
            pin,
            input,
            environment: ["PCSCLITE_CSOCK_NAME": folder.path("nothing")]
        )
        #expect(none.status == .exited(69))
        #expect(
            none.errorText
                == "hpki-sim: \(folder.path("a-signed.xml")): カードリーダーのサービス(PC/SC)が動作していません。"
                + "サービスを起動してください。リモートデスクトップの場合はスマートカードのリダイレクトを有効にしてください。\n"
        )
    }
}
