import Foundation
import ScenarioFiles
import TestSupport
import Testing

/// Cards in the course of time, signed with by the program: each failure has its sentence, in the person's language.
@Suite(.timeLimit(.minutes(5)))
struct CardLifeTests {
    private let program: Program
    private let folder: TemporaryDirectory

    init() throws {
        program = try Program()
        folder = try TemporaryDirectory()
    }

    private func sign(
        _ name: String,
        pin: String,
        _ serving: Serving,
        _ more: [String] = []
    ) async throws -> ProcessResult {
        let input = try folder.write(ScenarioFiles.prescription, to: "\(name).xml")
        let file = try folder.write(pin, to: "\(name).pin")
        return try await program.run(
            ["sign", "--local", "--pin-file", file, input, "--ready", serving.readyFile] + more
        )
    }

    private func card(_ arguments: [String], _ serving: Serving) async throws {
        let result = try await program.run(["card"] + arguments + ["--ready", serving.readyFile])
        #expect(result.status == .exited(0), "\(result.allText)")
    }

    @Test func `a renewed card, another issuer's, and one with a new name sign beside the old one`() async throws {
        _ = try await program.serving("--ephemeral") { serving in
            for (card, pin) in [("hpki-doctor-renewed", "3579"), ("hpki-doctor-jma", "4680")] {
                try await self.card(["swap", card, "--reader", "1"], serving)
                // Two cards that could sign: somebody has to choose.
                let undecided = try await sign(card, pin: pin, serving)
                #expect(undecided.status == .exited(1))
                #expect(
                    undecided.errorText.contains(
                        "署名できるカードが2枚あります(HPKI Sim Reader 0 00 00、HPKI Sim Reader 1 01 00)。"
                    ),
                    "\(undecided.errorText)"
                )
                let signed = try await sign(card, pin: pin, serving, ["--reader", "1"])
                #expect(signed.status == .exited(0), "\(signed.allText)")
            }
            try await card(["issue", "married", "--holder", "doctor", "--issuer", "jpa"], serving)
            try await card(["swap", "married", "--reader", "1"], serving)
            #expect(try await sign("married", pin: "2468", serving, ["--reader", "1"]).status == .exited(0))
        }
    }

    @Test func `an expired certificate is said before the PIN is asked for`() async throws {
        _ = try await program.serving("--ephemeral") { serving in
            try await card(["swap", "hpki-doctor-expired"], serving)
            let expired = try await sign("a", pin: "5791", serving)
            #expect(expired.status == .exited(1))
            #expect(expired.errorText.contains("カードの署名用証明書の有効期限("), "\(expired.errorText)")
            #expect(expired.errorText.contains("更新についてはカードの発行元である医療情報システム開発センター(MEDIS)に"))
        }
    }

    @Test func `a revoked certificate signs all the same`() async throws {
        _ = try await program.serving("--ephemeral") { serving in
            try await card(["revoke", "hpki-doctor", "--reason", "keyCompromise"], serving)
            #expect(try await sign("a", pin: "2468", serving).status == .exited(0))
            try await card(["swap", "hpki-doctor-revoked"], serving)
            #expect(try await sign("b", pin: "6802", serving).status == .exited(0))
            try await card(["swap", "hpki-doctor-expired", "--reader", "1"], serving)
            try await card(["remove", "hpki-doctor-revoked"], serving)
            _ = try await sign("c", pin: "5791", serving)
            let list = try await program.run("card", "list", "--ready", serving.readyFile).outputText
            for line in [
                "-  hpki-doctor  hpki  doctor  tries left: pin 15  signature certificate revoked (keyCompromise)\n",
                "-  hpki-doctor-revoked  hpki  doctor  tries left: pin 15  "
                    + "signature certificate revoked (cessationOfOperation)\n",
                "reader 1  hpki-doctor-expired  hpki  doctor  tries left: pin 15  "
                    + "authentication certificate expired  signature certificate expired\n",
            ] { #expect(list.contains(line), "\(list)") }
        }
    }

    @Test func `a forgotten PIN is set anew by the issuer`() async throws {
        _ = try await program.serving("--ephemeral") { serving in
            let new = try folder.write("975310\n", to: "new")
            try await card(["unblock", "hpki-doctor", "--value-file", new], serving)
            #expect(try await sign("a", pin: "2468", serving).errorText.contains("残り14回です。"))
            #expect(try await sign("b", pin: "975310", serving).status == .exited(0))
            let short = try folder.write("975", to: "short")
            let refused = try await program.run(
                ["card", "unblock", "hpki-doctor", "--value-file", short, "--ready", serving.readyFile]
            )
            #expect(refused.status == .exited(65))
            #expect(refused.errorText == "hpki-sim: card.unblock: a card takes no such pin\n")
        }
    }

    @Test func `roles: one card each, and one that names none`() async throws {
        _ = try await program.serving("--ephemeral") { serving in
            try await card(["swap", "hpki-both-as-pharmacist"], serving)
            let pharmacist = try await sign("a", pin: "8024", serving)
            #expect(pharmacist.status == .exited(0))
            // A prescription is a doctor's to sign: a warning, as the card itself does not know.
            #expect(!pharmacist.errorText.isEmpty)
            try await card(["swap", "hpki-both-as-doctor"], serving)
            let doctor = try await sign("b", pin: "7913", serving)
            #expect(doctor.status == .exited(0))
            #expect(doctor.errorText.isEmpty, "\(doctor.errorText)")
            try await card(["swap", "hpki-without-role"], serving)
            let nobody = try await sign("c", pin: "9135", serving)
            #expect(nobody.status == .exited(0))
            #expect(!nobody.errorText.isEmpty)
        }
    }

    @Test func `upside down, unplugged, and of another kind`() async throws {
        _ = try await program.serving("--ephemeral") { serving in
            try await card(["swap", "hpki-doctor", "--upside-down"], serving)
            #expect(try await sign("a", pin: "2468", serving).errorText.contains("カードの向きを確認してください。"))
            try await card(["remove", "hpki-doctor"], serving)
            #expect(try await sign("b", pin: "2468", serving).errorText.contains("マイナンバーカードが挿入されています。"))
            try await card(["unplug", "--reader", "0"], serving)
            try await card(["unplug", "--reader", "1"], serving)
            let none = try await sign("c", pin: "2468", serving)
            #expect(none.status == .exited(69))
            #expect(none.errorText.contains("カードリーダーが見つかりません。"))
            let empty = try await program.run("card", "insert", "hpki-doctor", "--ready", serving.readyFile)
            #expect(empty.status == .exited(65))
            #expect(empty.errorText.contains("reader 0 is unplugged: plug it in first"), "\(empty.errorText)")
            try await card(["plug-in", "--reader", "0"], serving)
            try await card(["insert", "hpki-doctor"], serving)
            #expect(try await sign("d", pin: "2468", serving).status == .exited(0))
        }
    }
}
