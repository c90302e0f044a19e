import Foundation
import HPKISimulator
import TestSupport
import Testing

/// The cards of a running server, used by OpenSC through Debian's libpcsclite.
@Suite(.timeLimit(.minutes(5)), .needs(program: "pkcs15-tool"), .needs(program: "pkcs11-tool"))
struct CardPeerTests {
    private let program: Program
    private let folder: TemporaryDirectory

    init() throws {
        program = try Program()
        folder = try TemporaryDirectory()
    }

    private func peer(_ name: String, _ arguments: [String], _ serving: Serving) async throws -> ProcessResult {
        try await ProcessRunner.run(name, arguments, environment: ["PCSCLITE_CSOCK_NAME": serving.ready.pcscSocket])
    }

    private func sign(pin: String, _ serving: Serving) async throws -> ProcessResult {
        let input = try folder.write("data".utf8, to: "data")
        let arguments = [
            "--slot-index", "1", "--login", "--pin", pin, "--sign", "-m", "SHA256-RSA-PKCS", "--id", "01",
            "-i", input, "-o", folder.path("signature"),
        ]
        return try await peer("pkcs11-tool", arguments, serving)
    }

    @Test(.needs(program: "openssl"))
    func `pkcs11-tool signs with the My Number card, and openssl verifies by the card's certificate`() async throws {
        _ = try await program.serving("--ephemeral") { serving in
            let certificate = folder.path("card.pem")
            let read = try await peer(
                "pkcs15-tool",
                ["--reader", "1", "--read-certificate", "01", "-o", certificate],
                serving
            )
            #expect(read.status == .exited(0), "\(read.allText)")
            let signed = try await sign(pin: "1357", serving)
            #expect(signed.status == .exited(0), "\(signed.allText)")
            let key = folder.path("key.pem")
            _ = try await ProcessRunner.run(
                "openssl",
                ["x509", "-in", certificate, "-noout", "-pubkey", "-out", key]
            )
            let verified = try await ProcessRunner.run(
                "openssl",
                ["dgst", "-sha256", "-verify", key, "-signature", folder.path("signature"), folder.path("data")]
            )
            #expect(verified.outputText == "Verified OK\n", "\(verified.allText)")
        }
    }

    @Test func `a wrong PIN costs a try, in OpenSC's eyes and in the world's`() async throws {
        _ = try await program.serving("--ephemeral") { serving in
            let refused = try await sign(pin: "1358", serving)
            #expect(refused.status == .exited(1))
            #expect(refused.allText.contains("CKR_PIN_INCORRECT"), "\(refused.allText)")
            let cards = try await program.run("card", "list", "--ready", serving.readyFile)
            #expect(cards.outputText.contains("my-number-doctor  my-number  doctor  tries left: authentication-pin 2,"))
        }
    }

    @Test(.needs(program: "opensc-tool"))
    func `opensc-tool selects the HPKI application and asks for the tries left`() async throws {
        _ = try await program.serving("--ephemeral") { serving in
            let answers = try await peer(
                "opensc-tool",
                ["-r", "0", "-s", "00A4040C07E828BD080F0001", "-s", "00200096"],
                serving
            )
            #expect(
                answers.outputText.split(separator: "\n").filter { $0.hasPrefix("Received") }
                    == ["Received (SW1=0x90, SW2=0x00)", "Received (SW1=0x63, SW2=0xCF)"],
                "\(answers.allText)"
            )
        }
    }
}
