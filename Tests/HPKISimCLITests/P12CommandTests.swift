import Foundation
import HPKISimulator
import Simulation
import TestSupport
import Testing
import VendorDouble

/// `hpki-sim p12 check` as a process, with and without a running server.
@Suite(.timeLimit(.minutes(5))) struct P12CommandTests {
    private let program: Program
    private let folder: TemporaryDirectory

    init() throws {
        program = try Program()
        folder = try TemporaryDirectory()
    }

    /// Puts another file in the place of the delivered one.
    private func present(_ kind: String, _ serving: Serving) async throws -> (file: String, password: String) {
        let body: JSONValue = ["command": "client-certificate.present", "arguments": ["kind": .string(kind)]]
        let fields: [ClientRequest.Field] = [("Content-Type", "application/json")]
        let request = ClientRequest("POST", "/_sim/commands", fields: fields, body: body.utf8())
        let answer = try await serving.portal().send(request.bearer(serving.ready.adminToken))
        let result = try JSONValue.parse(answer.body)
        return try (#require(result["pkcs12"]?.string), #require(result["pkcs12_password"]?.string))
    }

    private func check(_ file: String, password: String, _ options: [String] = []) async throws -> ProcessResult {
        try await program.run(
            ["p12", "check", file, "--password-env", "SECRET"] + options,
            environment: ["SECRET": password]
        )
    }

    @Test func `finds the delivered file good, and revoked after its revocation`() async throws {
        _ = try await program.serving("--ephemeral") { serving in
            let file = try #require(serving.ready.pkcs12)
            let password = try #require(serving.ready.pkcs12Password)
            let ready = ["--ready", serving.readyFile]
            let good = try await check(file, password: password, ready)
            #expect(good.status == .exited(0))
            let lines = good.outputText.split(separator: "\n")
            #expect(lines.count == 2 && lines[0].hasPrefix("\(file): 使えます (usable): CN=client-clinic,OU=99"))
            #expect(lines[0].hasSuffix(", AES-256-CBC") && lines[1].hasPrefix("\(file): note: AESで"))

            let body: JSONValue = [
                "command": "client-certificate.revoke", "arguments": ["certificate": "client-clinic"],
            ]
            let fields: [ClientRequest.Field] = [("Content-Type", "application/json")]
            let request = ClientRequest("POST", "/_sim/commands", fields: fields, body: body.utf8())
            #expect(try await serving.portal().send(request.bearer(serving.ready.adminToken)).status == 200)
            let revoked = try await check(file, password: password, ready + ["--format", "json"])
            #expect(revoked.status == .exited(65) && revoked.errorText == "")
            let report = try JSONValue.parse(revoked.standardOutput)
            #expect(report["usable"] == .bool(false))
            let first = report["findings"]?.array?.first
            #expect(first?["code"] == "revoked" && first?["owner"] == "desk" && first?["severity"] == "unusable")
            #expect(report["ciphers"] == ["AES-256-CBC"])
            #expect(report["certificate"]?["institutionCode"]?.string?.count == 10)
        }
    }

    @Test func `says in one line what is wrong with each file of the catalogue`() async throws {
        let expected = [
            ("medical-institution", "これは支払基金等のシステム用の医療機関用電子証明書です。"), ("html-page", ".p12ではなくWebページ"),
            ("damaged", "ファイルが途中で切れています"), ("legacy-encryption", "古い方式(RC2-40-CBC)で"),
            ("without-chain", "中間証明書が入っていません。"), ("key-mismatch", "秘密鍵と証明書が一致しません。"),
            ("wrong-password", "パスワードが違います。"), ("impostor", "接続先で拒否されます("), ("expired", "有効期限が"),
            ("not-yet-valid", "20"), ("self-signed", "自己署名の証明書です。"), ("wrong-usage", "クライアント認証に使えない証明書です。"),
        ]
        _ = try await program.serving("--ephemeral") { serving in
            for (kind, sentence) in expected {
                let (file, password) = try await present(kind, serving)
                let result = try await check(file, password: password, ["--ready", serving.readyFile])
                #expect(result.status == .exited(65), "\(kind)")
                #expect(result.outputText.hasPrefix("\(file): unusable: \(sentence)"), "\(kind): \(result.allText)")
            }
        }
    }

    @Test func `checks without a server, and says what that leaves out`() async throws {
        let page = try folder.write("<html>".utf8, to: "client.hpki-cardless-signature")
        let result = try await program.run("p12", "check", page)
        #expect(result.status == .exited(65))
        #expect(
            result.allText
                == "\(page): unusable: .p12ではなくWebページ(エラー画面)が保存されています。もう一度ダウンロードしてください。"
                + " 施設のご担当者様にて内容をご確認ください。 (no .p12 but a saved web page (an error page): download it again)\n"
        )
        let left = try await program.run("p12", "check", page, "--ready", folder.path("none.json"))
        #expect(left.status == .exited(69))
    }

    @Test func `reads no more of a file than a p12 can have`() async throws {
        let path = try folder.write([0x30], to: "large.p12")
        let handle = try FileHandle(forWritingTo: URL(filePath: path))
        try handle.truncate(atOffset: 200 << 20)
        try handle.close()
        let result = try await program.run("p12", "check", path)
        #expect(result.status == .exited(65))
        #expect(result.outputText.contains("larger than any .p12 file"))
    }

    @Test func `refuses what is no file, and passwords that are not there`() async throws {
        let directory = try await program.run("p12", "check", folder.path)
        #expect(directory.status == .exited(65))
        #expect(directory.allText == "hpki-sim: \(folder.path) is a directory: name the .p12 file in it\n")
        let missing = try await program.run("p12", "check", folder.path("none.p12"))
        #expect(
            missing.status == .exited(65) && missing.errorText.hasPrefix("hpki-sim: \(folder.path("none.p12")) cannot")
        )

        _ = try await program.serving("--ephemeral") { serving in
            let file = try #require(serving.ready.pkcs12)
            let nobody = try await program.run("p12", "check", file)
            #expect(nobody.status == .exited(64))
            #expect(
                nobody.allText == "hpki-sim: nobody can be asked for the password: "
                    + "--password-file or --password-env gives it\n"
            )
            let unset = try await program.run("p12", "check", file, "--password-env", "NOT_SET")
            #expect(unset.status == .exited(64))
            #expect(unset.allText == "hpki-sim: --password-env: the variable NOT_SET is not set\n")
            let both = try await program.run("p12", "check", file, "--password-env", "A", "--password-file", "b")
            #expect(both.status == .exited(64))

            // As Windows' editor writes it, with more below.
            let password = try #require(serving.ready.pkcs12Password)
            let letter = try folder.write("\u{FEFF}\(password)\r\nmemo\r\n".utf8, to: "letter.txt")
            let good = try await program.run("p12", "check", file, "--password-file", letter)
            #expect(good.status == .exited(0), "\(good.allText)")
            #expect(good.outputText.contains("without-server") == false)
            let binary = try folder.write([0xFF, 0xFE, 0x00], to: "binary")
            let unreadable = try await program.run("p12", "check", file, "--password-file", binary)
            #expect(unreadable.status == .exited(65))
        }
    }
}
